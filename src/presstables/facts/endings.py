"""What the endings of Korean verbs say of a clause: done, or still to come.

The finite verb decides: behind the consonant ㅆ it is past (세웠다), behind ㄴ present (세운다), which in the press
tells a plan. A clause that only goes on (세우고, 세워) has the tense of the finite verb that follows.
"""

from __future__ import annotations

import re
from functools import cache

_SS, _N, _L = 20, 4, 8
_PARTICLES = frozenset("을 를 이 가 은 는 도 에 의 과 와".split())
_FINITE = re.compile(r"([가-힣])다(?=[^가-힣]|고|며|면서|는|라|$)")
_PLAN = re.compile(
    r"(?:예정|계획|방침|목표|구상|복안|참)(?:이다|이라|이며|이고|인|으로|을 |를 |\.|$)"
    r"|[기키]로 (?:했|한|결|합|하)|[기키]로(?=[.…,]|$)|겠다|려고"
)
_PLAN_NOUN = re.compile(
    r"[를을할될릴울킬] (?:것|전망|듯|계획|예정|방침)"
    r"|(?:을|를)? ?(?:추진|준비|검토|앞두)(?:한다|할|중|하고|고 있|키로)"
)


@cache
def _final(syllable: str) -> int:
    """The number of a syllable's last consonant in Unicode's order (4 is ㄴ, 8 ㄹ, 20 ㅆ)."""
    return (ord(syllable) - ord("가")) % 28


def is_adnominal(word: str) -> bool:
    """Whether a verb's form describes a noun behind it: 세운, 출범한, 만들, 꾸렸던, 하는."""
    return bool(word) and "가" <= word[-1] <= "힣" and (_final(word[-1]) in (_N, _L) or word[-1] in "던는")


def is_ahead(text: str, said: bool = False) -> bool:
    """Whether the clause that begins with a verb's last syllables is still to come.

    `said` asks that a clause that goes on says so in words (계획, 예정); a mere present behind it is not enough.
    `text` runs from behind the verb's stem (or from within its form) to the end of the sentence.
    """
    word = re.match(r"[가-힣]*", text)
    form = word.group() if word else ""
    form = "" if form in _PARTICLES else form
    if re.match(r".?(?:기로|키로|겠|려고|려는)", form):
        return True
    own = _FINITE.search(form + "·") if form else None
    if own:
        return _is_present(own.group(1), text[: own.start() + 1])
    if form and is_adnominal(form) and text[len(form) : len(form) + 1] == " ":
        return _final(form[-1]) == _L or (form.endswith("는") and not form.endswith("있는"))
    if any(_final(c) == _SS for c in form if c != "있"):
        return False
    plan, finite = _PLAN.search(text, len(form)), _FINITE.search(text, len(form))
    early = _PLAN_NOUN.search(text, len(form))
    for found in (plan, early):
        if found and (finite is None or found.start() <= finite.start() + 1):
            return True
    return not said and finite is not None and _is_present(finite.group(1), text[: finite.start() + 1])


def _is_present(syllable: str, before: str) -> bool:
    if _final(syllable) == _SS or syllable in "있없않같이아니":
        return False
    return _final(syllable) == _N or syllable == "는" or before.endswith(("예정이", "계획이"))
