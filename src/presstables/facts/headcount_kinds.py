"""In which sense people are counted (stock, flow, target, cumulative, change, other), and how often it recurs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from presstables.facts.context import Context
from presstables.facts.endings import is_ahead
from presstables.facts.organizations import data
from presstables.facts.roles import people
from presstables.mentions.model import Headcount

_LIST = re.compile(
    r"^(?:\s?\([^()]*\))?(?:(?:, ?|과 |와 |·| 및 | 등 )(?:총 |모두 |약 )*(?:[0-9A-Za-z가-힣·]{1,12} ){0,2}"
    r"[+\-\d][\d만천백억,. ]*여? ?명(?:\s?\([^()]*\))?)*"
)
"""What stands between a number and the verb that it shares with others: 개발자 30명(5%), 디자이너 12명을 뽑았다."""

_FLOWING = re.compile(r"(?:구인|채용|입직|이직|퇴직|신규)[가-힣]{0,2} ?(?:인원|자)(?: 수)?(?:은|는|도|이|가| 역시| 등)")
_GIVEN_TO = re.compile(r"(?:이상|가량)?(?:에게|에겐|한테)")
_STAFF = re.compile(r"(?:직원|사원|근로자|종업원|인력|노동자)$")
_OTHERS = re.compile(r"협력사|협력업체|고객사|하청|납품|거래처|중소기업|지역|취약|이웃")
_KEEPERS = re.compile(
    r"(?:직원|사원|인력|임직원|가입자|이용자|사용자|구독자|회원|인구|취업자|접속자|종업원|동문|조교|위원|고객|조합원|연구원|개발자|종사자|근로자|노동자|수급자|재학생|"
    r"학생|교수|박사|연구자|전문가|엔지니어|디자이너|정원|인재|연구진|의료진|교원|교직원)$"
)
_THERE = re.compile(
    r"(?: ?(?:이상|가량|정도|안팎|내외|남짓|가까이|수준|규모|선|이하|이내|쯤|전원|모두))?"
    r"(?:[.,)’”→~'\"…]|$|다[. ]|이[다었며고던]|였|인 |뿐|으로|로 |과 |와 |의 |에 |에서 |을 대리"
    r"|은 넘|이 (?:넘|채|됐|안 )|을 (?:넘|웃|보유|두|거느|이끌|갖|포함|더한)|(?:이|가|은|는|도) (?:[^\s,.]+ ){0,3}?"
    r"(?:근무|일하|일한|일했|있|재직|종사|상주|활동|다니|다닌|배우|배운|남|살|거주|소속|속|포진|포함|몸담|이용|쓴다|쓰고|써|가입|등록))"
)
"""Words behind a number that only tell that there are so many."""
_HAPPENED = re.compile(
    r"(?:참석자|참가자|지원자|응시자|신청자|응답자|피해자|사망자|부상자|실종자|희생자|확진자|감염자|수상자|관람객|방문객|"
    r"관광객|입장객|승객|관중|관객|피의자|후보자?|당선자|참관객|청중|유족|창업자|창립자|설립자)$"
)
_FORECAST = re.compile(r"[^.\d]{0,14}(?:넘어설|넘길|이를|달할|될 )")
_MOVED = re.compile(r"(?:입직자|이직자|채용 ?인원|구인 ?인원|신입생|입학생|입사자|퇴사자|퇴직자|승진자|합격자)$")
_PLANNED = re.compile(r"[가-힣]?(?: 내)?(?:기로|키로|겠|려고)|[^.]{0,16}(?:계획|예정|방침|목표)")
_FLOWS = re.compile(r"(?:신입생|입학생|입사자|합격자|승진자)(?:은|는|이|가) ")
_AHEAD = re.compile(r"년간|[^가-힣]까지|년까지|올해|내년|연내|하반기|상반기|이달|다음|내달|향후|앞으로")


class Rule(NamedTuple):
    """One entry of people.toml: the kind that a pattern on one side of the number tells; `ahead` if it is to come."""

    kind: str
    ahead: str | None
    pattern: re.Pattern[str]
    side: str


def _spelled(pattern: str) -> re.Pattern[str]:
    """A pattern of people.toml with the words that it shares written out."""
    for name, words in data("people")["words"].items():
        pattern = pattern.replace("{" + name + "}", words)
    return re.compile(pattern)


@cache
def _rules() -> list[Rule]:
    return [Rule(k["kind"], k.get("ahead"), _spelled(k["pattern"]), k["side"]) for k in data("people")["kind"]]


@cache
def _rates() -> list[tuple[str, re.Pattern[str]]]:
    return [(r["per"], re.compile(r["pattern"])) for r in data("people")["rate"]]


def told_kind(before: str, after: str) -> str | None:
    """The kind that the words before and after a number tell by the rules of people.toml, None where none matches."""
    for rule in _rules():
        found = rule.pattern.search(after[:60] if rule.side == "after" else before[-40:])
        if found:
            rest = after[found.end() :]
            if told_rate(before) and rule.kind in ("cumulative", "target", "flow"):
                return "target" if rule.ahead and _PLANNED.match(rest) else "flow"  # 매년 뽑는다 is a habit, no plan
            headline = not rest.strip("’”'\". …\n") and _AHEAD.search(before)
            return rule.ahead if rule.ahead and (headline or is_ahead(rest)) else rule.kind
    return None


def told_rate(before: str) -> str | None:
    """How often a number recurs by the words before it, as ISO 8601, None where it is said to be of one time."""
    return next((per for per, pattern in _rates() if pattern.search(before)), None)


def kind_of(context: Context, count: Headcount, role: str | None, carried: str | None) -> str:
    """In which sense people are counted; `carried` is the kind of the number that this one goes on about."""
    start, end = context.sentence(count.start)
    before, after = context.text[start : count.start], context.text[count.end : end]
    if count.partitive:
        return _part(count, before, after)
    if context.text[count.start] in "+-△▲–−":
        return "change"
    if before.endswith("(") and carried:
        return carried
    after = re.sub(r"^\)", "", after) if before.endswith("(") else _LIST.sub("", after)
    told = told_kind(before, after)
    if told == "other" and _FORECAST.match(after) and _STAFF.search(role or ""):
        return "target"  # how many it will employ is its own plan
    if told:
        return told
    if _GIVEN_TO.match(after) and (_OTHERS.search(role or "") or not _STAFF.search(role or "직원")):
        return "other"  # «청년 5000명에게 월세를»: so many are reached; of its staff it would be all that there are
    return _by_role(before, role) or _level(before, after, role, carried)


def _part(count: Headcount, before: str, after: str) -> str:
    """Of a part the verb may tell that it moved (직원 90명 중 30명을 뽑았다); a counted whole is a level."""
    if re.match(r" ?(?:가운데|중)", after):
        counted = count.value is not None and count.value > 10 and count.value != 100
        return "stock" if counted and re.search(rf"(?:{people()}) ?$", before) else "other"
    return "flow" if count.value != 1 and told_kind(before, re.sub(r"^\)", "", after)) == "flow" else "other"


def _by_role(before: str, role: str | None) -> str | None:
    """The kind that the people's own name tells: 채용계획, 입직자, 피해자."""
    if role and re.search(r"채용 ?(?:계획|예정)|^채용$", role):
        return "target"
    if re.search(r"채용 ?(?:계획|예정)[^.]{0,30}$", before):
        return "target"
    if _FLOWING.search(before[-40:]) or (role and _MOVED.search(role)) or _FLOWS.search(before[-24:]):
        return "flow"
    return "other" if role and _HAPPENED.search(role) else None


def _level(before: str, after: str, role: str | None, carried: str | None) -> str:
    if re.search(r"까지 총", before[-24:]):
        return "cumulative"
    if re.match(r"[^.]{0,8}(?:넘어섰|돌파)", after) and not _KEEPERS.search(role or ""):
        return "cumulative"
    goes_on = re.match(r"[^.]{0,3}(?:\)|이|으로|,|을|를)", after) and re.search(r"(?:은|는|이|가) (?:각각 )?$", before)
    dated = re.search(r"\d(?:년|월) $", before) and not re.search(r"[은는이가] ", before)
    kept = carried in ("target", "flow", "stock") and not _STAFF.search(role or "")
    if carried and kept and (goes_on or dated):
        return carried
    return "stock" if _KEEPERS.search(role or "") or _THERE.match(after) else "other"


def per_of(context: Context, count: Headcount, kind: str) -> str | None:
    """The rate of a number of people: 매년 P1Y, 한 달 P1M; of a quarter's hires P3M, of a month's P1M."""
    start, _ = context.sentence(count.start)
    before = context.text[start : count.start]
    told = told_rate(before) if kind != "change" else None
    if told:
        return told
    if kind != "flow" or not _FLOWING.search(before):
        return None
    lengths = {"quarter": "P3M", "month": "P1M", "half": "P6M"}
    near = [
        d
        for d in context.mentions.dates
        if d.start < count.start and context.index(count.start) - context.index(d.start) <= 7
    ]
    compared = re.compile(r" ?(?:동월|동기|같은|보다|대비|과 비교|말|초)")
    placed = [d for d in near if d.granularity in lengths and not compared.match(context.text, d.end)]
    return lengths[placed[-1].granularity] if placed else None
