"""The reader of figures under fuzzing: any text gives mentions whose spans are in the text and whose numbers agree.

    python fuzz/fuzz_mentions.py -max_total_time=900 [corpus]

The input chooses words of press figures as well as free characters: blind bytes seldom make Hangul.
"""

from __future__ import annotations

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["presstables"]):
    from presstables.mentions import read_mentions, sentences

WORDS = """
약 총 최대 최소 이상 이하 넘는 여 몇 수 두세 서너 대여섯 십 백 천 만 억 조 경 원 달러 불 엔 위안
유로 명 인 사람 명당 분 여명 억원 조원 만명 개 년 월 일 주 분기 반기 상반기 하반기 지난 지난해 작년
올해 내년 내달 이달 지난달 오는 전날 이날 오늘 어제 초 중반 말 초순 하순 연말 연초 년간 개월 시간
동안 부터 까지 에서 ~ - ∼ → , . · ( ) “ ” ' % $ ₩ € US$ USD KRW bn M
tn 0 1 2 3 5 7 10 12 24 30 31 100 787 1000 2024 2030
3조6000억원 6000만 달러(약 787억원) 3~5조원 각각 중 가운데 한 1인당 2000년대 1929년
21.05.17. 2021-05-17 '22년 △ ▲ 一 億 兆 萬 ① ½ ٣ ３ ０ Ａ
밝혔다
했다 계획 예정 투자 매출 채용 설립
""".split()
WORDS += ["\u1112\u1161\u11ab", "\u00a0", "\u200b", "\u202e", "\U0001f600", "\n", "\t"]

FIRST, LAST = date(1800, 1, 1).toordinal(), date(2199, 12, 31).toordinal()  # a publication day is one of these


def text_of(data: bytes) -> tuple[str, date | None]:
    """A text of words and characters, and a day or none."""
    provider = atheris.FuzzedDataProvider(data)
    published = date.fromordinal(provider.ConsumeIntInRange(FIRST, LAST)) if provider.ConsumeBool() else None
    pieces = []
    while provider.remaining_bytes() and len(pieces) < 200:
        if provider.ConsumeIntInRange(0, 5):
            pieces.append(WORDS[provider.ConsumeIntInRange(0, len(WORDS) - 1)])
        else:
            pieces.append(provider.ConsumeUnicode(provider.ConsumeIntInRange(0, 8)))
        if provider.ConsumeIntInRange(0, 3) == 0:
            pieces.append(" ")
    return "".join(pieces), published


def one_input(data: bytes) -> None:
    """Read the figures of a text and check what every row promises."""
    text, published = text_of(data)
    found = read_mentions(text, published)
    for table in (found.money, found.headcounts, found.dates, found.durations):
        last = 0
        for mention in table:
            assert 0 <= mention.start < mention.end <= len(text), (text, mention)
            assert mention.start >= last, (text, mention)
            assert mention.rule
            last = mention.start
    for number in (*found.money, *found.headcounts):
        if number.low is not None and number.high is not None:
            assert number.low <= number.high, (text, number)
    for day in found.dates:
        if day.first and day.last:
            assert day.first <= day.last, (text, day)
    ends = 0
    for start, end in sentences(text):
        assert ends <= start < end <= len(text), (text, start, end)
        ends = end


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
