"""What the money of a deal is for."""

from __future__ import annotations

import re

from presstables.facts.context import Context
from presstables.facts.organizations import pattern
from presstables.facts.subjects import DEALS
from presstables.mentions.model import Money

_GENERIC = re.compile(r"(?:연구개발(?:\(R&D\))?|R&D|연구·개발|시설|설비|인력|사업|분야|기술|개발|부문|확보)$")
_LEADS = re.compile(
    r"^(?:최고 수준의|세계 최고 수준의|세계적인|차세대|관련|최첨단|첨단|새로운|자체|국내|핵심|향후|앞으로|추가로|신규) "
)
_TAILS = re.compile(r" (?:관련 )?(?:기술|역량|사업|분야|경쟁력|시장|산업|부문)$")
_THESE = re.compile(
    r"^(?:이들|이|해당|위|그|이 같은) ?(?:[2-9]대 )?(?:사업|분야|부문)(?: 분야)?$|^[2-9]대 (?:사업|분야|부문)$"
)
_NO_PURPOSE = re.compile(
    r"(?:전|후|중|말|초|간|이상|이래|곳|지역|국내|해외|미국|한국|기존|만|당시|가운데|[가-힣]{3}주)$|^\d"
    r"|^(?:서울|부산|대구|인천|광주|대전|울산|세종|수원|용인|평택|화성|이천|파주|판교|청주|천안|아산|구미|포항|창원|전주|제주|새만금)$"
)
_NP = r"[0-9A-Za-z가-힣·∙&()\-‘’'“”\" ]"


def purpose_of(context: Context, money: Money, kind: str) -> str | None:
    """What the money of a deal is for, in the article's words made short; None where it is not said."""
    if kind not in DEALS:
        return None
    start, end = context.sentence(money.start)
    before, after = context.text[start : money.start], _beyond_brackets(context.text[money.end : end])
    for found in (_contracted(after), _given_to(context, start, before), _made(after), _so_that(before)):
        if found:
            return _tidy(context, found)
    return None


def _beyond_brackets(after: str) -> str:
    return re.sub(r"^\s?\([^()]*\)", "", after)


def _contracted(after: str) -> str | None:
    """«신주 인수 계약», «로봇 공급 계약»: what the contract is of."""
    m = pattern("contract_of").search(after[:70])
    if not m:
        return None
    words = re.split(r"\s", m.group(1))
    describing = re.compile(r"(?:규모|상당|어치|[은는을를의한인할된린던진난])$")
    first = next((i for i in range(len(words) - 1, 0, -1) if describing.search(words[i - 1])), 0)
    return " ".join(words[first:][-3:]) or None


def _given_to(context: Context, start: int, before: str) -> str | None:
    """«배달 로봇에 9억원 투자»: the thing that money is put into, where that is no organisation, place or time."""
    for m in reversed(list(pattern("put_into").finditer(before))):
        noun = _last_phrase(before[: m.start()])
        place = start + before.rfind(noun, 0, m.start())
        named = any(a.start < place + len(noun) and place < a.end for a in context.actors if a.name)
        timed = any(d.start < place + len(noun) and place < d.end for d in context.mentions.dates)
        if noun and not named and not timed and not _NO_PURPOSE.search(noun):
            return _widened(before[: place - start], noun)
    return None


def _last_phrase(words: str) -> str:
    """The noun phrase that ends a stretch of text: what is quoted there, else all behind the last particle or verb."""
    words = words.strip()
    quoted = re.search(r"[‘“'\"]([^‘’“”'\"]{2,30})[’”'\"]$", words)
    if quoted:
        return quoted.group(1)
    parts = pattern("phrase_break").split(words)
    return parts[-1].strip() if len(parts[-1].strip()) > 1 else ""


def _widened(before: str, noun: str) -> str:
    """A mere 연구개발 is told by its aim: «AI 기술을 확보하기 위해 연구개발에», «AI를 키울 연구개발 자금으로»."""
    aim = pattern("aim_before").search(before)
    if not aim or not _GENERIC.search(noun):
        return noun
    what = _TAILS.sub("", _LEADS.sub("", _last_phrase(aim.group(1)) or aim.group(1).strip()))
    word = "[0-9A-Za-z가-힣]{2,12}"
    pair = re.search(rf"({word})(?:과|와) ({word})(?: 기술| 사업| 분야)?$", aim.group(1))
    what = f"{pair.group(1)}·{pair.group(2)}" if pair else what
    return f"{what} {noun}" if what else noun


def _made(after: str) -> str | None:
    """«9억원을 투자해 만들겠다고 한 '배달 로봇'은»: what is made with the money."""
    verb = r"(?:만들|개발|구축|건설|설립|조성|짓|세우|육성|확보|확충)"
    direct = re.match(rf"(?:을|를) (?:투자|투입|들여)[가-힣]{{0,2}} ({_NP}{{2,40}}?)(?:을|를) {verb}", after)
    if direct:
        return _last_phrase(direct.group(1)) or None
    quoted = r"[‘“'\"]([^’”'\"]+)[’”'\"]"
    later = re.match(
        rf"(?:을|를)? ?(?:투자|투입|들여)[가-힣]{{0,2}} {verb}[^.,]{{0,24}}?(?:한|할|는|던) {quoted}", after
    )
    return later.group(1) if later else None


def _so_that(before: str) -> str | None:
    """«AI 반도체 개발을 위해 1조원을 투자»."""
    m = re.search(rf"({_NP}{{2,40}}?)(?:을|를)? 위(?:해|한) [^,]{{0,24}}$", before) or re.search(
        rf"({_NP}{{2,40}}?)(?:하기|기) 위(?:해|한) [^,]{{0,24}}$", before
    )
    return _last_phrase(m.group(1)) or None if m else None


def _tidy(context: Context, noun: str) -> str:
    """Short, in the article's own terms: 이들 3대 분야 by what they are, 및 as ·, an abbreviation that it declares."""
    noun = re.sub(r"\s+", " ", noun).strip(" '‘’“”\"")
    if _THESE.match(noun):
        return _defined(context) or noun
    noun = re.sub(r"\s?(?:및|∙)\s?", "·", noun)
    for m in re.finditer(r"([가-힣]{2,12})\((?:이하 )[‘“'\"]?([0-9A-Za-z가-힣]{2,10})[’”'\"]?\)", context.text):
        noun = noun.replace(m.group(1), m.group(2))
    return re.sub(r"^(?:(?:국내|관련|향후|이들|이|중|가운데) )+", "", noun)


def _defined(context: Context) -> str | None:
    """The acronym that an article expands, with its parts: RBC(로봇·배터리·반도체)."""
    for m in pattern("acronym_told").finditer(context.text):
        return f"{m.group(1)}({_parts(context, m.group(2))})"
    glossed = re.search(
        r"[‘'\"]?([A-Z](?:[\-·]?[A-Z]){1,5})[’'\"]?\(([^()·,]{1,20}(?:[·,] ?[^()·,]{1,20}){1,8})\)", context.text
    )
    return f"{glossed.group(1)}({_parts(context, glossed.group(2))})" if glossed else None


def _parts(context: Context, listed: str) -> str:
    parts = [re.sub(r"\([^()]*\)", "", part).strip() for part in re.split(r"[,·]|과 |와 | 및 ", listed)]
    short = {
        m.group(1): m.group(2)
        for m in re.finditer(r"([가-힣]{2,12})\(이하 [‘“'\"]?([0-9A-Za-z가-힣]{2,10})", context.text)
    }
    return "·".join(short.get(part, part) for part in parts)
