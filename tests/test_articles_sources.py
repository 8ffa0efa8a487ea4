"""Where articles lie and what is made of it: folders, patterns, archives, tables, Markdown, BIGKinds."""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import presstables as pt
from presstables.articles import iter_articles, read_articles, to_articles
from presstables.articles.cells import one_line
from presstables.articles.mapping import map_columns
from presstables.articles.stamps import korean_day
from presstables.errors import PresstablesError

SAID = "마을은 다리에 12억원을 썼다고 밝혔다."
OTHER = "이웃 마을은 빵집 세 곳을 열기로 하고 직원 30명을 뽑는다고 알렸다."
PAGE = f"다리 놓는 마을\n승인 2022.01.03 16:05\n{SAID}\n"
ROWS = [
    {"제목": "다리 놓는 마을", "본문": SAID, "일자": "2022-01-03", "언론사": "마을신문", "키워드": "다리"},
    {"제목": "빵집 여는 마을", "본문": OTHER, "일자": "2022-01-04", "언론사": "마을일보", "키워드": "빵"},
]
TEXTS = [f"다리 놓는 마을\n{SAID}", f"빵집 여는 마을\n{OTHER}"]


def packed(files: dict[str, str | bytes], **options: Any) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def saved(write: str, **options: Any) -> bytes:
    data = io.BytesIO()
    getattr(pd.DataFrame(ROWS), write)(data, index=False, **options)
    return data.getvalue()


def lines() -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in ROWS).encode()


TABLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "csv": ("csv", lambda: saved("to_csv", encoding="utf-8-sig")),
    "csv, CP949, semicolons": ("csv", lambda: saved("to_csv", encoding="cp949", sep=";")),
    "csv, UTF-16": ("csv", lambda: saved("to_csv", encoding="utf-16")),
    "tsv": ("tsv", lambda: saved("to_csv", sep="\t")),
    "jsonl": ("jsonl", lines),
    "json": ("json", lambda: json.dumps(ROWS).encode()),
    "json, list inside": ("json", lambda: json.dumps({"total": 2, "items": ROWS}).encode("utf-8-sig")),
    "json, lines": ("json", lines),
    "parquet": ("parquet", lambda: saved("to_parquet")),
    "xlsx": ("xlsx", lambda: saved("to_excel")),
    "xlsx under a name": ("xlsx", lambda: saved("to_excel", startrow=2)),
}
PACKINGS = ["news.{}", "news.{}.gz", "zip", "gz in zip"]


def pack(folder: Path, name: str, data: bytes, packing: str) -> Path:
    if "zip" in packing:
        path = folder / "all.zip"
        path.write_bytes(packed({f"sub/{name}": data} if packing == "zip" else {f"{name}.gz": gzip.compress(data)}))
    else:
        path = folder / packing.format(name.split(".")[1])
        path.write_bytes(gzip.compress(data) if packing.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", TABLES)
def test_a_table(tmp_path: Path, kind: str, packing: str) -> None:
    suffix, data = TABLES[kind]
    path = pack(tmp_path, f"news.{suffix}", data(), packing)
    frame = read_articles(path)
    assert list(frame["text"]) == TEXTS
    assert list(frame["publisher"]) == ["마을신문", "마을일보"]
    assert list(frame["published"]) == [pd.Timestamp(2022, 1, 3), pd.Timestamp(2022, 1, 4)]
    assert list(frame["published_source"]) == ["given"] * 2
    (mapped,) = frame.attrs["mapped"].values()
    assert mapped == {"text": "본문", "title": "제목", "publisher": "언론사", "published": "일자"}
    assert frame.attrs["problems"] == []


@pytest.mark.parametrize(
    ("names", "mapped"),
    [
        ("title body published id", "title=title text=body published=published article_id=id"),
        ("제목 내용 날짜 매체 링크", "title=제목 text=내용 published=날짜 publisher=매체 url=링크"),
        ("Title Content pub_date Media Link", "title=Title text=Content published=pub_date publisher=Media url=Link"),
        ("기사제목 기사본문 입력일시 press", "title=기사제목 text=기사본문 published=입력일시 publisher=press"),
        ("headline article date 언론사", "title=headline text=article published=date publisher=언론사"),
        ("text 본문", "text=text"),
        ("content description", "text=content"),
        ("title description pubDate", "title=title text=description published=pubDate"),
    ],
)  # fmt: skip
def test_common_names_are_known(names: str, mapped: str) -> None:
    found = map_columns(names.split()).columns
    assert found == dict(pair.split("=") for pair in mapped.split())


def test_the_user_names_other_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"전문,날,제목\n{SAID},2022-01-03,다리\n", encoding="utf-8")
    frame = read_articles(tmp_path / "a.csv", columns={"text": "전문", "published": "날"})
    assert list(frame["text"]) == [f"다리\n{SAID}"]
    assert frame.attrs["mapped"] == {"a.csv": {"text": "전문", "title": "제목", "published": "날"}}
    with pytest.raises(PresstablesError, match=r"no column 'text', but 전문, 날, 제목; rename the one"):
        read_articles(tmp_path / "a.csv")
    with pytest.raises(PresstablesError, match="there is no column '본문' for text"):
        read_articles(tmp_path / "a.csv", columns={"text": "본문"})
    with pytest.raises(PresstablesError, match="there is no column 'body' of articles"):
        read_articles(tmp_path / "a.csv", columns={"body": "전문"})


def test_an_export_of_bigkinds_is_cut_and_says_so(tmp_path: Path) -> None:
    names = "뉴스 식별자,일자,언론사,기고자,제목,통합 분류1,사건/사고 분류1,인물,키워드,본문,URL,분석제외".split(",")
    cells = ["02100101.20220103000000001", 20220103, "마을신문", "나예시", "다리 놓는 마을", "경제", None, None, "다리"]
    row = dict(zip(names, [*cells, f"{SAID} 그는", "https://example.com/1", None], strict=True))
    pd.DataFrame([row]).to_excel(tmp_path / "NewsResult_20220101-20220131.xlsx", index=False)
    frame = read_articles(tmp_path)
    (article,) = to_articles(frame)
    assert (article.article_id, article.published, article.publisher, article.author, article.url) == (
        "02100101.20220103000000001",
        date(2022, 1, 3),
        "마을신문",
        "나예시",
        "https://example.com/1",
    )
    (problem,) = frame.attrs["problems"]
    assert (problem["source"], problem["lost"]) == ("NewsResult_20220101-20220131.xlsx", False)
    assert problem["what"] == "this is an export of BIGKinds, whose texts are cut at about 200 characters"


def test_a_folder_with_all_its_folders(tmp_path: Path) -> None:
    for name in ("a.txt", "2022/a.txt", "2022/b.html", "2022/b_files/frame.html", ".git/c.txt", "saved/x.pdf", "x.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(PAGE if name.endswith("txt") else f"<p>{OTHER}</p>", encoding="utf-8")
    (tmp_path / "2022" / "articles.csv").write_text(
        "file,publisher\na.txt,마을신문\nz.txt,마을일보\n", encoding="utf-8"
    )
    frame = read_articles(tmp_path)
    assert list(frame["source"]) == ["a.txt", "2022/a.txt", "2022/b.html"]
    assert list(frame["article_id"]) == ["a", "2022/a", "2022/b"]
    assert list(frame["publisher"].fillna("")) == ["", "마을신문", ""]
    assert [(p["source"], p["what"], p["lost"]) for p in frame.attrs["problems"]] == [
        ("saved/x.pdf", ".pdf files are not read", True),
        ("2022/z.txt", "articles.csv lists this file, but it is not there", True),
    ]


def test_patterns_and_lists(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "sub/deep/c.txt", "sub/d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    assert list(read_articles(f"{tmp_path}/**/*.txt")["source"]) == ["a.txt", "sub/b.txt", "sub/deep/c.txt"]
    assert list(read_articles(tmp_path / "sub" / "*.txt")["source"]) == ["b.txt"]
    assert list(read_articles([tmp_path / "a.txt", f"{tmp_path}/sub/deep"])["source"]) == ["a.txt", "c.txt"]
    with pytest.raises(PresstablesError, match=r"no file is named like .*\.hwp"):
        read_articles(f"{tmp_path}/*.hwp")


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    catalogue = "file,publisher\nsub/b.txt,마을신문\n"
    (tmp_path / "all.zip").write_bytes(
        packed({"sub/b.txt": PAGE, "a.txt": OTHER, "articles.csv": catalogue, "sub/": ""})
    )
    frame = read_articles(tmp_path)
    assert list(frame["source"]) == ["all.zip/a.txt", "all.zip/sub/b.txt"]
    assert list(frame["publisher"].fillna("")) == ["", "마을신문"]
    assert not list(tmp_path.glob("**/*.txt"))


def test_korean_names_of_an_archive_from_windows(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        info = zipfile.ZipInfo("AAAA.txt")
        made.writestr(info, PAGE)
    (tmp_path / "all.zip").write_bytes(archive.getvalue().replace(b"AAAA.txt", "다리.txt".encode("cp949")))
    assert list(read_articles(tmp_path)["source"]) == ["all.zip/다리.txt"]


FRONT = """---
title: 다리 놓는 마을
언론사: 마을신문
date: 2022-01-03 16:05:00
tags: [다리, 마을]
---
## 공사비 늘어

마을은 **다리**에 [12억원](https://example.com/12)을 썼다고 밝혔다.

> - 30명이 일한다고 *이장*은 말했다.
![조감도](bridge.jpg)
"""


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FRONT, encoding="utf-8")
    (article,) = to_articles(read_articles(tmp_path))
    assert (article.title, article.publisher, article.published) == ("다리 놓는 마을", "마을신문", date(2022, 1, 3))
    assert article.text.split("\n")[:4] == ["다리 놓는 마을", "공사비 늘어", SAID, "30명이 일한다고 이장은 말했다."]


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("title: [", "the front matter is no YAML"),
        ("- 하나", "the front matter holds no fields"),
        ("a: &x [1]\nb: [*x, *x]", "the front matter is no YAML"),
        ("!!python/object/apply:os.system ['false']", "the front matter is no YAML"),
        ("date: 작년", "published is no day: '작년'"),
    ],
)
def test_front_matter_that_cannot_be_read(tmp_path: Path, front: str, what: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n{SAID}\n", encoding="utf-8")
    frame = read_articles(tmp_path)
    assert list(frame["text"]) == [SAID]
    (problem,) = frame.attrs["problems"]
    assert problem["what"].startswith(what)


def test_cells_of_html_and_furniture_in_tables() -> None:
    body = f"<div><p>{SAID}</p><ul class='related'><li>직원 900명 뽑는 빵집</li></ul></div>"
    plain = f"{SAID}\n나예시 기자 yesi@example.com\n관련기사\n직원 900명 뽑는 빵집\n하루 1만명이 찾는 강"
    frame = read_articles(
        pd.DataFrame({"본문": [body, plain, OTHER], "제목": ["<b>다리</b> &quot;놓는&quot; 마을", None, None]})
    )
    assert list(frame["text"]) == [f'다리 "놓는" 마을\n{SAID}', SAID, OTHER]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<b>LG</b> 투자", "LG 투자"),
        ("&quot;말&quot; &amp; 글", '"말" & 글'),
        ("3<5", "3<5"),
        ("<script>x</script>", "<script>x</script>"),
        ("두\n줄", "두 줄"),
    ],
)
def test_headlines_of_tables(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("20240313", date(2024, 3, 13)),
        ("20240313101507", date(2024, 3, 13)),
        ("2024.03.13. 오전 10:15", date(2024, 3, 13)),
        ("2024년 3월 13일 (수)", date(2024, 3, 13)),
        ("입력 2024.03.13 10:15", date(2024, 3, 13)),
        ("2024-03-12T22:30:00Z", date(2024, 3, 13)),
        ("2024-03-12T22:30:00.000+00:00", date(2024, 3, 13)),
        ("Tue, 12 Mar 2024 22:30:00 +0000", date(2024, 3, 13)),
        ("2024-02-30", None),
        ("24.03.13", None),
        ("3시간 전", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("2024", None),
    ],
)
def test_days_as_they_are_written(stamp: str, day: date | None) -> None:
    assert korean_day(stamp) == day


def test_days_of_a_workbook(tmp_path: Path) -> None:
    days = [datetime(2022, 1, 3, 9, 30), "2022.01.04", 20220105]
    frame = pd.DataFrame({"본문": [SAID, OTHER, "셋째 마을은 조용했다."], "날짜": pd.Series(days, dtype=object)})
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    read = read_articles(tmp_path / "a.xlsx")
    assert list(read["published"]) == [pd.Timestamp(2022, 1, day) for day in (3, 4, 5)]


def test_decomposed_hangul_and_odd_spaces_stay_as_they_are(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "마을은\u00a0다리에 １２억원을 썼다.\u2003")
    (tmp_path / "a.txt").write_text(f"{text}\r{SAID}\n\u2028{OTHER}\r\n", encoding="utf-8")
    assert list(read_articles(tmp_path)["text"]) == [f"{text.strip()}\n{SAID}\n{OTHER}"]


@pytest.mark.parametrize("declared", ["euc-kr", "utf-8", "iso-8859-1", "none-such"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_a_wrong_declaration_is_found_out(tmp_path: Path, encoding: str, declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>{SAID}</p><p>{OTHER}</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    assert list(read_articles(tmp_path)["text"]) == [f"{SAID}\n{OTHER}"]


def test_a_stream_tells_what_the_whole_tells(tmp_path: Path) -> None:
    rows = [{"본문": f"{n}번째 마을은 다리에 {n}억원을 썼다고 밝혔다."} for n in range(1, 12)]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    batches = list(iter_articles(tmp_path / "a.jsonl.gz", batch_size=5))
    assert [len(batch) for batch in batches] == [5, 5, 1]
    assert batches[0].attrs["mapped"] == {"a.jsonl.gz": {"text": "본문"}}
    pd.testing.assert_frame_equal(pd.concat(batches, ignore_index=True), read_articles(tmp_path / "a.jsonl.gz"))


def test_extract_takes_the_stream() -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    whole = pt.extract(read_articles(seeds), link=False)
    stream = pt.extract(iter_articles(seeds, batch_size=2), link=False, keep_text=False)
    for name, table in whole.items():
        expected = table.assign(text="") if name == "articles" else table
        pd.testing.assert_frame_equal(dict(stream.items())[name], expected, obj=name)


def test_results_within_the_folder_of_the_articles_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    tables = pt.extract(read_articles(tmp_path), link=False)
    tables.write(tmp_path / "tables")
    tables.write(tmp_path, "jsonl")
    assert list(read_articles(tmp_path)["article_id"]) == ["page"]
    with pytest.raises(PresstablesError, match="only results of presstables in this folder"):
        read_articles(tmp_path / "tables")
