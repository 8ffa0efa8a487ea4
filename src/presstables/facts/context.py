"""An article as the rules of linking see it: sentences, clauses, and who is named where in which part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter, itemgetter

from presstables.articles.model import Article
from presstables.facts.morphology import Token
from presstables.facts.names import discover
from presstables.facts.organizations import Lexicon, Spot, alternatives, data
from presstables.mentions.model import Mentions
from presstables.mentions.sentences import sentences
from presstables.mentions.text import Plain
from presstables.mentions.text import plain as plain_text

ROLES = {
    "topic": "은 는 도 만 만이 만은 측은 측도 들은 들도 에서는 에서도 에선 로서는",
    "subject": "이 가 께서 측이 들이",
    "genitive": "의 들의 에서의",
    "dative": "에 에게 에도 들에 들에게",
    "concerned": "에는 엔 에겐 에게는",
    "source": "으로부터 로부터 에게서 들로부터",
    "place": "에서 들에서",
    "with": "와 과 와의 과의 와는 과는 하고 들과",
    "object": "을 를 들을",
    "compare": "보다 보다는 보다도 처럼 만큼",
}
"""What a particle makes of the name before it."""

_PARTICLE = {form: role for role, forms in ROLES.items() for form in forms.split()}
_CLAUSE = re.compile(r"(?<=[가-힣])(?:으?며|고|지만|는데|은데|으나|면서|아서|어서|데 이어|반면)(?=,? )")
_SAID_BY = re.compile(r"[^,.“\"\n]{0,40}?(?:에 따르면|에 의하면|을 인용|를 인용)")
_COUNTED_BY = re.compile(
    r"(?:이|가)(?: [^,. ]{1,12}){0,2} (?:발표|집계|추산|조사|분석|인용|발간|보도|펴|내놓)(?:한|된|낸|은)"
)
_TAIL = re.compile(r"[’”'\"」』>]*(?P<gloss>\([^()\n]{1,60}\))?[’”'\"」』>]*(?:그룹)?(?P<run>[가-힣]*)")
_TRADE_FIGURE = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣·]{2,14}(?<![사기작산취창영수직협파졸])(?:업|직|업종|분야|부문|지역))(?P<gloss>\([^()\n]*\d[^()\n]*\))"
)
TRADE = "(?<![사기작산취창영수직협파졸])업"
"""The end of a trade's name (제조업), which is not that of 사업, 기업, 작업, 산업, 취업 …"""

_MEASURED = re.compile(r" [가-힣]{1,8}(?:은|는|도|이|가)(?: |$)")
_SELF = re.compile(
    r"(?<![가-힣])(?:(?:이|해당|동|본) (회사|기업|업체|은행|병원|로펌|스타트업|그룹|법인|연구원|연구소|재단|기관|협회)"
    r"|(?<=[.”\"\n ])(회사|당사|재단|연구원|연구소|공단|법인|그룹|시|도|대학|학교|은행|병원|공사|협회))"
    r"(?=(?: ?측)?(?:은|는|이|가|의|도|에서는)? )"
)


_start, _first = attrgetter("start"), itemgetter(0)


@dataclass(slots=True)
class Actor:
    """One who is named: an organisation, or (name None) a trade or country that stands where one could."""

    start: int
    end: int
    name: str | None
    role: str
    gloss: tuple[int, int] | None = None
    reporter: bool = False


@dataclass(slots=True)
class Context:
    """One article with everything that the rules look at. Offsets are into `text`, the article's text made plain."""

    article: Article
    plain: Plain
    mentions: Mentions
    spans: list[tuple[int, int]]
    lexicon: Lexicon
    tokens: dict[int, tuple[Token, ...]] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    focus: list[str | None] = field(default_factory=list)
    main: str | None = None

    @property
    def text(self) -> str:
        """The text that the rules read."""
        return self.plain.text

    def index(self, place: int) -> int:
        """The number of the sentence that holds the character at `place`."""
        return max(bisect_right(self.spans, place, key=_first) - 1, 0)

    def sentence(self, place: int) -> tuple[int, int]:
        """The span of the sentence that holds `place`."""
        return self.spans[self.index(place)]

    def within(self, start: int, end: int) -> list[Actor]:
        """Who is named within a span, in order."""
        first = bisect_left(self.actors, start, key=_start)
        return self.actors[first : bisect_left(self.actors, end, lo=first, key=_start)]

    def clauses(self, start: int, end: int) -> int:
        """How many clauses end between two places."""
        return len(_CLAUSE.findall(self.text, start, end))


def open_article(article: Article, mentions: Mentions, lexicon: Lexicon) -> Context:
    """The article ready for the tagger: plain text, sentences, mentions at the plain text's offsets."""
    plain, moved = _settled(article, mentions)
    return Context(article, plain, moved, sentences(plain.text), lexicon)


def name_actors(context: Context, tokens: dict[int, tuple[Token, ...]]) -> None:
    """Find everyone who is named, once the tagger has read the sentences that need it."""
    context.tokens = tokens
    text, spans = context.text, context.spans
    known = context.lexicon.matcher.find(text)
    found = discover(text, list(tokens.values()), [spans[i] for i in tokens], context.lexicon, known)
    spots = _longest([*known, *found.find(text), *_named_groups(text, context.lexicon)])
    context.actors = [_actor(text, spot, context.lexicon) for spot in spots]
    _share_roles(text, context.actors)
    context.actors += _collectives(text, context.actors)
    context.actors.sort(key=lambda a: a.start)
    _mark_reporters(context)
    context.main = _main(context)
    _follow(context)


def _settled(article: Article, mentions: Mentions) -> tuple[Plain, Mentions]:
    plain = plain_text(article.text)
    if plain.offsets is None:
        return plain, mentions
    places = {original: i for i, original in reversed(list(enumerate(plain.offsets)))}
    places.setdefault(len(article.text), len(plain.text))
    return plain, Mentions(
        [
            replace(
                m, start=places[m.start], end=places[m.end], converts=None if m.converts is None else places[m.converts]
            )
            for m in mentions.money
        ],
        [replace(m, start=places[m.start], end=places[m.end]) for m in mentions.headcounts],
        [replace(m, start=places[m.start], end=places[m.end]) for m in mentions.dates],
        [replace(m, start=places[m.start], end=places[m.end]) for m in mentions.durations],
    )


def _longest(spots: Sequence[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, s.start - s.end)):
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


def _named_groups(text: str, lexicon: Lexicon) -> list[Spot]:
    return [Spot(m.start(), m.end(), _spaced(m.group())) for m in lexicon.named_groups.finditer(text)]


def _spaced(name: str) -> str:
    """이통3사 and 이동통신 3사 are 통신 3사; 4대 시중은행 are 4대 은행."""
    name = re.sub(r"^(?:이통|이동통신|통신) ?3사$", "통신 3사", name)
    return re.sub(r"(\d대) ?(?:시중)?", r"\1 ", name)


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = data("names")
    return tuple(  # type: ignore[return-value]
        re.compile(
            rf" ?(?:(?!소속|산하|직속|출신)[가-힣]{{2,4}} )?(?:부)?(?:{alternatives(names[key])})"
            r"(?![가-힣]{4}| (?:약 |총 )?\d)"
        )
        for key in ("leaders", "speakers")
    )


def _actor(text: str, spot: Spot, lexicon: Lexicon) -> Actor:
    tail = _TAIL.match(text, spot.end)
    assert tail is not None
    gloss = (tail.start("gloss"), tail.end("gloss")) if tail.group("gloss") else None
    return Actor(spot.start, spot.end, spot.name, _role(text, spot, tail), gloss, spot.name in lexicon.press)


def _role(text: str, spot: Spot, tail: re.Match[str]) -> str:
    run = tail.group("run")
    if run == "의" and _CAUSE.match(text, tail.end("run")):
        return "cause"
    if run in _PARTICLE:
        return _PARTICLE[run]
    leaders, speakers = _titles()
    place = tail.start("run")
    if leaders.match(text, place):
        return "leader"
    if speakers.match(text, place):
        return "speaker"
    after = text[place : place + 2]
    if re.match(r"(?:이다|다|이었다|였다)[.”\n ]", text[place : place + 5]) or after[:1] in (":", "："):
        return "topic"
    if re.match(r",|…|\.\.", after):
        before = text[max(0, spot.start - 1) : spot.start]
        return "headline" if not before or before in "\n]…" else "list"
    others = re.match(r" 등(?:도 )?([가-힣]*)(?= |$)", text[place : place + 8])
    if others and others.group(1) in _PARTICLE:
        return _PARTICLE[others.group(1)]
    if re.match(r"·|/| 등", after):
        return "list"
    return "genitive" if _MEASURED.match(text, place) else "plain"


def _share_roles(text: str, actors: list[Actor]) -> None:
    """A name in a list has the role of the list's last: A·B 등은, A와 B의."""
    for first, second in zip(reversed(actors[:-1]), reversed(actors[1:]), strict=True):
        between = text[first.gloss[1] if first.gloss else first.end : second.start]
        if first.role == "headline" and second.role == "plain":
            continue  # «한빛로봇, 삼성전자 수주» names a subject and a modifier, no list
        if first.role in ("list", "with", "plain", "headline") and re.fullmatch(
            r"[’”'\"]?(?:·|/|, ?| ?및 |와 |과 )[‘“'\"]?", between
        ):
            first.role = "list:" + second.role.removeprefix("list:")


@cache
def _collective() -> re.Pattern[str]:
    names = data("names")
    words = alternatives(names["collectives"])
    trade = rf"[가-힣·]{{2,12}}(?:{TRADE}|업계|업체들?|기업들?|회사들?|로펌|은행들|스타트업들?|사업체|업종|직종|산업)"
    people = "업체|업자|상인|[가-힣]장|임원|교수|의원|관계자|애널리스트|연구원|변호사|전문가|직원|주민|매수자"
    one = rf"한 (?!해|달|번|때|주 |편|명)(?:[가-힣]+ ){{0,2}}[가-힣]{{0,8}}(?:{people})(?=은 |는 |이 |가 )"
    regions = "전 ?세계|세계|글로벌|국내|한국|미국|중국|일본|유럽|대만"
    places = rf"(?P<place>(?:{regions})(?: [가-힣A-Za-z·]+?(?<![을를로면])){{1,4}})"
    roles = "은 는 도 만 이 가 의 에서는 에선 들은 들이 들의 에서 역시 또한 으로서는 로서는"
    gloss = r"(?:\([^()\n]{1,40}\))?"
    who = rf"(?:{words}|(?:[가-힣][가-힣 ]{{0,11}})?{names['counted']}|{one}|{trade}|{places})"
    return re.compile(rf"(?<![가-힣A-Za-z]){who}{gloss}(?P<run>{alternatives(roles.split())})(?=[ ,])")


def _collectives(text: str, actors: Sequence[Actor]) -> list[Actor]:
    taken = [(a.start, a.end) for a in actors]
    found = []
    for m in _collective().finditer(text):
        if _STAFF.search(m.group("place") or ""):
            continue  # 전 세계 직원의 7%: staff of the one who is spoken of
        if not any(s < m.end() and m.start() < e for s, e in taken):
            role = _PARTICLE.get(m.group("run"), "topic")
            owns = role == "place" and not m.group("place")  # 은행권에서 쓴 is theirs; 글로벌 시장에서 is only where
            says = _only_says(text, m)
            found.append(Actor(m.start(), m.start("run"), None, "subject" if owns else role, reporter=says))
    for m in _TRADE_FIGURE.finditer(text):  # 정보통신업(62억원): the figure in brackets is a trade's
        if not any(s < m.end("name") and m.start() < e for s, e in taken):
            found.append(Actor(m.start(), m.end("name"), None, "list", (m.start("gloss"), m.end("gloss"))))
    return found


_CAUSE = re.compile(r" (?:부진|추격|공세|여파|영향|요청|제안|권유|도움|견제|이탈|파산|부도|독주|공격)(?=[이가으로에])")
"""What of another befalls whom the sentence is about: 가온건설의 부진이 덮치면서."""
_STAFF = re.compile(r" (?:직원|임직원|인력|매장|지점|사업장|이용자|고객)$")
_SAYERS = re.compile(r"업계|시장|증권가|월가|학계|재계|금융권|일각")
_JUDGED = re.compile(
    r"[^.\n]{0,120}?(?:(?:으?로|고) (?:[가-힣]+ )?(?:본다|봤다|보고|내다|추산|추정|예상|전망|관측|평가|분석|점쳐|알려)"
    r"|거론|기대|우려)"
)


def _only_says(text: str, found: re.Match[str]) -> bool:
    """Whether an unnamed crowd only judges what is another's: 업계에서는 기업가치를 9000억원으로 본다."""
    return bool(_SAYERS.match(found.group())) and _JUDGED.match(text, found.end()) is not None


_FORECASTS = re.compile(r"(?:은|는|이|가)? [^.\n]{0,100}?(?:목표주가|내다[보봤]|전망|추정|예상|예측|평가했)")


def _mark_reporters(context: Context) -> None:
    for actor in context.actors:
        tail = actor.gloss[1] if actor.gloss else actor.end
        said = _SAID_BY.match(context.text, tail)
        between = context.within(actor.end, said.end()) if said else []
        counted = _COUNTED_BY.match(context.text, tail)
        judged = re.search(r"(?:증권|투자증권|금융투자|리서치)$", actor.name or "") and _FORECASTS.match(
            context.text, tail
        )
        sourced = re.search(r"(?:자료|사진|출처|제공)\s?[=:]\s?$", context.text[max(0, actor.start - 6) : actor.start])
        actor.reporter |= bool(counted or sourced or judged) or (
            said is not None and all(b.name is None or b.reporter for b in between)
        )


def _main(context: Context) -> str | None:
    """The organisation that the article is about: the one at the head of most of its statements, if one stands out."""
    counted: Counter[str] = Counter()
    for actor in context.actors:
        if (
            actor.name
            and not actor.reporter
            and actor.role not in ("speaker", "compare")
            and actor.name not in context.lexicon.authorities
        ):
            first = context.index(actor.start) < 3
            counted[actor.name] += (2 if actor.role in ("topic", "subject", "genitive", "headline") else 1) * (
                2 if first else 1
            )
    (name, most), *rest = [*counted.most_common(2), (None, 0)][:2]
    early = any(a.name == name for a in context.actors if context.index(a.start) < 4)
    stands_out = most > 1.3 * (rest[0][1] if rest else 0) and (early or 2 * most >= sum(counted.values()))
    return name if most >= 3 and stands_out else None


def _follow(context: Context) -> None:
    """Whom each sentence leaves the reader with; «이 회사», «재단은» are put in as the one that they stand for.

    Whom a paragraph names only as a subject in passing (가온벤처스가 9억원을 넣었다) is gone with its end, and the
    talk is again about whom the article is about; a topic (가온은) stays.
    """
    focus = context.main
    context.focus = []
    passing = False
    for start, end in context.spans:
        if passing and context.main and "\n" in context.text[context.spans[len(context.focus) - 1][0] : start]:
            focus, passing = context.main, False
            context.focus[-1] = focus
        for m in _SELF.finditer(context.text, start, end):
            meant = _meant(context, focus, m.group(1) or m.group(2), m.start())
            if meant:
                self_named = Actor(m.start(), m.end(), meant, _PARTICLE.get(context.text[m.end()], "topic"))
                insort(context.actors, self_named, key=_start)
        named = _focus(context, start, end)
        if named:
            focus = named
            topics = (
                a.name for a in context.within(start, end) if a.role.removeprefix("list:") in ("topic", "headline")
            )
            passing = named not in topics
        context.focus.append(focus)


def _meant(context: Context, focus: str | None, head: str, place: int) -> str | None:
    if head not in ("회사", "당사", "기업", "업체", "스타트업", "기관", "법인", "그룹"):
        ends = {"대학": ("대", "대학", "대학교"), "학교": ("대", "대학", "대학교")}.get(head, (head,))
        named = [a.name for a in context.actors if a.name and a.name.endswith(ends) and a.start < place]
        return named[-1] if named else None
    if head == "그룹":
        heads = set(context.lexicon.groups.values())
        named = [a.name for a in context.actors if a.name in heads and a.start < place]
        return named[-1] if named else focus
    return focus


_JOINS_IN = re.compile(r"[’”'\"]?(?:\([^()]*\))?(?:[가-힣]{1,3}) (?:[가-힣]+ )?(?:참여|참가|합류|동참|이끌|주도)")
_INVESTOR = re.compile(r"(?:인베스트먼트|벤처스|벤처투자|파트너스|캐피탈|캐피털|자산운용|투자증권|PE)$")
"""The end of an investor's name; such a one puts money in, and the talk stays with who got it."""
_OWN_DOING = re.compile(r"예산|편성|투입|지원|집행|양성|선발|채용|조성")


def _focus(context: Context, start: int, end: int) -> str | None:
    """Whom a sentence is about; who only joins in (투자에는 A와 B가 참여했다) does not take the talk over.

    An authority has it where it spends or trains, and nobody else is spoken of.
    """
    main, authorities = context.main, context.lexicon.authorities
    actors = [a for a in context.within(start, end) if a.name and not a.reporter]
    said = [a for a in actors if a.name == main or a.name not in authorities]
    for role in ("topic", "headline", "subject", "leader", "genitive"):
        names = [a.name for a in said if a.role.removeprefix("list:") == role]
        if role == "subject" and names and any(_JOINS_IN.match(context.text, a.end, end) for a in said):
            return None
        if role == "subject" and main and main not in names:
            names = [name for name in names if not _INVESTOR.search(name or "")]
        if names:
            return main if main in names else names[-1]
    ruling = [a.name for a in actors if a.name in authorities and a.role == "topic"]
    return ruling[-1] if ruling and not said and _OWN_DOING.search(context.text, start, end) else None
