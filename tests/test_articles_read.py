"""Files, folders and tables of pages: what is read, what is told, what stops the run."""

from __future__ import annotations

import codecs
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from presstables.articles import iter_articles, read_articles, to_articles
from presstables.errors import PresstablesError

PAGE = "다리 놓는 마을\r\n승인 2022.01.03 16:05\r\n마을은 다리에 12억원을 썼다고 밝혔다.\r\n"
TEXT = "다리 놓는 마을\n마을은 다리에 12억원을 썼다고 밝혔다."


def folder(tmp_path: Path, pages: dict[str, str | bytes], catalogue: str | bytes | None = None) -> Path:
    for name, page in pages.items():
        tmp_path.joinpath(name).write_bytes(page if isinstance(page, bytes) else page.encode())
    if catalogue is not None:
        tmp_path.joinpath("articles.csv").write_bytes(catalogue if isinstance(catalogue, bytes) else catalogue.encode())
    return tmp_path


def test_a_folder_without_a_catalogue(tmp_path: Path) -> None:
    frame = read_articles(
        folder(tmp_path, {"b.txt": PAGE, "a.TXT": PAGE, "README.md": "x", "x.png": "x", "._b.txt": b"\0"})
    )
    assert list(frame["article_id"]) == ["a", "b"]
    assert list(frame["source"]) == ["a.TXT", "b.txt"]
    assert list(frame["published"]) == [pd.Timestamp(2022, 1, 3)] * 2
    assert list(frame["published_source"]) == ["page"] * 2
    assert list(frame["title"]) == ["다리 놓는 마을"] * 2
    assert list(frame["text"]) == [TEXT] * 2
    assert not frame["restated"].any()
    assert frame[["publisher", "url"]].isna().all(axis=None)
    assert frame.attrs["problems"] == []


def test_columns_and_dtypes(tmp_path: Path) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": PAGE}))
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "article_id": "str",
        "title": "str",
        "publisher": "str",
        "author": "str",
        "published": "datetime64[s]",
        "published_source": "str",
        "published_hint": "str",
        "modified": "datetime64[s]",
        "url": "str",
        "source": "str",
        "restated": "bool",
        "duplicate_of": "str",
        "text": "str",
    }


CATALOGUE = """file,article_id,title,publisher,published,url,restated,note
a.txt,bridge,제목,마을신문,2021-12-31,https://example.com/1,true,우리가 붙인 말
b.txt,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_catalogue_goes_before_the_page(tmp_path: Path, encoding: str) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": PAGE, "b.txt": PAGE}, CATALOGUE.encode(encoding)))
    a, b = to_articles(frame)
    assert (a.article_id, a.title, a.publisher, a.url, a.restated) == (
        "bridge",
        "제목",
        "마을신문",
        "https://example.com/1",
        True,
    )
    assert (a.published, a.published_source) == (date(2021, 12, 31), "given")
    assert (b.article_id, b.title, b.publisher, b.url, b.restated) == ("b", "다리 놓는 마을", None, None, False)
    assert (b.published, b.published_source) == (date(2022, 1, 3), "page")


def test_one_file_takes_its_row_of_the_catalogue_beside_it(tmp_path: Path) -> None:
    place = folder(tmp_path, {"a.txt": PAGE, "b.txt": PAGE}, CATALOGUE)
    assert list(read_articles(str(place / "a.txt"))["article_id"]) == ["bridge"]


def test_file_names_agree_whether_composed_or_not(tmp_path: Path) -> None:
    catalogue = f"file,article_id\n{unicodedata.normalize('NFD', '다리.txt')},bridge\n"
    frame = read_articles(folder(tmp_path, {"다리.txt": PAGE}, catalogue))
    assert list(frame["article_id"]) == ["bridge"]
    assert frame.attrs["problems"] == []


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        codecs.BOM_UTF8 + PAGE.encode(),
        PAGE.encode("cp949"),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        PAGE.replace("\r\n", "\r").encode(),
    ],
    ids=["UTF-8", "UTF-8 with BOM", "CP949", "UTF-16", "UTF-16 LE, no BOM", "UTF-16 BE, no BOM", "CR"],
)
def test_encodings_and_line_ends(tmp_path: Path, data: bytes) -> None:
    assert list(read_articles(folder(tmp_path, {"a.txt": data}))["text"]) == [TEXT]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b" \r\n\n", "the file is empty"),
        (bytes(range(256)) * 4, "the file is binary, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the file is binary, not text"),
        ("다리 12억원".encode()[:-1], "byte 12 is not valid UTF-8"),
        ("다리".encode() + b"\xff" + "12억원".encode(), "byte 6 is not valid UTF-8"),
        ("다리 12억원".encode("cp949")[:-1], "byte 9 is not valid CP949"),
        ("댓글 0\n로그인\n댓글쓰기".encode(), "nothing but page furniture was found"),
    ],
    ids=["empty", "blank", "bytes", "picture", "cut off", "damaged", "CP949 cut off", "furniture"],
)
def test_a_bad_file_is_a_problem_and_the_rest_is_read(tmp_path: Path, data: bytes, what: str) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": data, "b.txt": PAGE}))
    assert list(frame["article_id"]) == ["b"]
    (problem,) = frame.attrs["problems"]
    assert (problem["source"], problem["article_id"], problem["what"]) == ("a.txt", "a", what)
    assert problem["advice"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a.txt,a,2022-02-30,", "published is no day: '2022-02-30'"),
        ("a.txt,a,작년,", "published is no day: '작년'"),
        ("a.txt,a,,maybe", "restated is neither true nor false: 'maybe'"),
        ("a.txt,a,,\nc.txt,c,,", "articles.csv lists this file, but it is not there"),
        ("a.txt,a,,\na.txt,b,,", "articles.csv lists this file twice"),
        ("a.txt,a,,\n,b,,", "articles.csv has a row without a file"),
    ],
    ids=str,
)
def test_a_wrong_row_of_the_catalogue_is_a_problem(tmp_path: Path, row: str, what: str) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": PAGE}, f"file,article_id,published,restated\n{row}\n"))
    assert [problem["what"] for problem in frame.attrs["problems"]] == [what]
    assert list(frame["article_id"]) == ["a"]
    assert list(frame["published_source"]) == ["page"]


@pytest.mark.parametrize(
    ("pages", "catalogue", "message"),
    [
        ({}, None, "no article in this folder"),
        ({"a.png": "x"}, None, "no article in this folder"),
        (
            {"a.txt": b"", "b.txt": b""},
            None,
            r"nothing could be read \(a.txt: the file is empty; b.txt: the file is empty\)",
        ),
        ({"a.txt": PAGE}, "name,title\na.txt,x\n", "articles.csv needs a row for each page and a column 'file'"),
        ({"a.txt": PAGE}, "", "articles.csv: the file is empty"),
        (
            {"a.txt": PAGE, "b.txt": PAGE},
            "file,article_id\na.txt,x\nb.txt,x\n",
            "gives the article_id 'x' to a.txt and to b.txt",
        ),
    ],
    ids=["empty", "no page", "nothing readable", "no column", "empty catalogue", "an id twice"],
)
def test_what_cannot_be_used_stops_the_run(
    tmp_path: Path, pages: dict[str, str | bytes], catalogue: str | None, message: str
) -> None:
    with pytest.raises(PresstablesError, match=message):
        read_articles(folder(tmp_path, pages, catalogue))


def test_a_missing_folder_and_a_file_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(PresstablesError, match="no such file or folder"):
        read_articles(tmp_path / "nowhere")
    with pytest.raises(PresstablesError, match=r"a\.pdf: articles are read from \.txt, \.md"):
        read_articles(folder(tmp_path, {"a.pdf": "x"}) / "a.pdf")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-03-13", date(2024, 3, 13)),
        ("2024. 3. 13.", date(2024, 3, 13)),
        ("20240313", date(2024, 3, 13)),
        (date(2024, 3, 13), date(2024, 3, 13)),
        (pd.Timestamp("2024-03-13 23:59"), date(2024, 3, 13)),
        (datetime(2024, 3, 12, 22, 30, tzinfo=UTC), date(2024, 3, 13)),
        (None, None),
        (float("nan"), None),
        (pd.NaT, None),
        ("", None),
    ],
    ids=str,
)
def test_the_days_of_a_dataframe(published: object, day: date | None) -> None:
    (article,) = to_articles(read_articles(pd.DataFrame({"text": ["다리에 12억원을 썼다."], "published": [published]})))
    assert (article.published, article.published_source) == (day, "given" if day else "none")


def test_a_dataframe_needs_only_texts() -> None:
    frame = read_articles(pd.DataFrame({"text": ["다리에 12억원을 썼다.", PAGE]}))
    assert list(frame["article_id"]) == ["article-1", "article-2"]
    assert list(frame["source"]) == ["dataframe"] * 2
    assert list(frame["text"]) == ["다리에 12억원을 썼다.", TEXT]


def test_a_dataframes_title_is_part_of_the_text_once() -> None:
    texts = ["마을은 다리를 놓았다고 밝혔다.", "다리에 12억\n마을은 다리를 놓았다고 밝혔다."]
    frame = read_articles(pd.DataFrame({"text": texts, "title": ["다리에 12억"] * 2}))
    assert list(frame["text"]) == ["다리에 12억\n마을은 다리를 놓았다고 밝혔다."] * 2
    assert list(frame["title"]) == ["다리에 12억"] * 2


def test_a_dataframes_bad_rows_are_problems() -> None:
    texts = ["", None, "반쪽 \ud800 글자", "다리에 12억원을 썼다."]
    frame = read_articles(pd.DataFrame({"text": pd.Series(texts, dtype=object), "article_id": [1, 2, 3, 4]}))
    assert list(frame["article_id"]) == ["3", "4"]
    assert frame["text"][0] == "반쪽 \ufffd 글자"
    told = [(p["source"], p["article_id"], p["what"], p["lost"]) for p in frame.attrs["problems"]]
    half = "the text holds half a character (a lone surrogate) at 3; \ufffd stands in its place"
    assert told == [
        ("dataframe", "1", "the text is empty", True),
        ("dataframe", "2", "the text is empty", True),
        ("dataframe", "3", half, False),
    ]


def test_an_id_twice_is_made_two(tmp_path: Path) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": PAGE, "b.txt": PAGE}, "file,article_id\na.txt,b\n"))
    assert list(frame["article_id"]) == ["b", "b-2"]
    (problem,) = frame.attrs["problems"]
    assert (problem["source"], problem["article_id"]) == ("b.txt", "b-2")
    assert problem["what"] == "another article has the id 'b'; this one is 'b-2'"


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"words": ["x"]}), "no column 'text', but words"),
        (pd.DataFrame({"text": pd.Series([], dtype="str")}), "the DataFrame has no row"),
        (pd.DataFrame({"text": ["", ""]}), "nothing could be read"),
    ],
    ids=["no text", "no row", "empty texts"],
)
def test_a_dataframe_that_cannot_be_used(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(PresstablesError, match=message):
        read_articles(frame)


def test_batches_hold_what_the_whole_holds(tmp_path: Path) -> None:
    place = folder(tmp_path, {**{f"{n}.txt": PAGE for n in range(5)}, "3.txt": b""})
    batches = list(iter_articles(place, batch_size=2))
    assert [list(batch["article_id"]) for batch in batches] == [["0", "1"], ["2"], ["4"]]
    assert [len(batch.attrs["problems"]) for batch in batches] == [0, 1, 0]
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), read_articles(place))


def test_batches_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(PresstablesError, match="nothing could be read"):
        list(iter_articles(folder(tmp_path, {"a.txt": b""})))
    with pytest.raises(PresstablesError, match="batch_size is 0"):
        list(iter_articles(tmp_path, batch_size=0))


def test_articles_come_back_from_a_table_that_was_filtered(tmp_path: Path) -> None:
    frame = read_articles(folder(tmp_path, {"a.txt": PAGE, "b.txt": "다리 없는 마을\n아무 말도 없었다고 한다."}))
    (article,) = to_articles(frame[frame["published"].isna()])
    assert (article.article_id, article.published, article.published_source, article.title) == ("b", None, "none", None)


def test_a_table_that_is_none_of_articles() -> None:
    with pytest.raises(PresstablesError, match="the table of articles lacks article_id, title"):
        to_articles(pd.DataFrame({"text": ["x"]}))
