"""Whether a sentence tells of what was or of what is to come, as far as one date in it goes."""

from __future__ import annotations

import re

PAST, FUTURE = "past", "future"
# The nearest of these behind a date decides. Korean puts the verb last, so what follows the date holds its tense.
_MARK = re.compile(
    r"(?P<past>에 따르면|에 의하면|[가-힣](?:았|었|였|했|됐|갔|왔|났|졌|렸|쳤|켰|섰|뤘|냈|랐|샀|썼|겼|뒀|췄|웠|꼈|폈|줬|봤|뗐|폭|였)(?:다|지만|으며|고|는데|으나|던|습니다|기|을|음)"
    r"|(?:밝힌|발표한|공개한|열린|개최한|출시한|체결한|설립한|설립된|시작한|시작된|기록한|나온|내놓은|선보인|맺은|가진|진행한|진행된|개최된|공시한|마감한|인수한|출범한|출범된|취임한|방문한|참석한|도입한|보도한|제출한|치른|마친|끝난|있은|있었던|숨진|발생한|알려진)(?![가-힣])"
    r"|기록했|집계됐|나타났)"
    r"|(?P<future>예정|계획(?!을 밝)|방침|전망(?!치)|예상(?!치|보다|을 |과|대로| 밖)|목표(?!치|가)|하기로|키로|[할될갈날칠릴룰낼][ ](?:것|수|전망|예정|계획|방침|듯|때)|겠다|겠습|[가-힣](?:할|될|릴|갈|올|칠|낼|열) (?:예정|계획|전망|방침|것)"
    r"|(?:열리는|열릴|개최할|개최하는|시작되는|시작하는|출시할|출시하는|시행되는|시행될|시행하는|발표할|예정된|앞둔|다가올|개막하는|치러지는|공개할|선보일|진행되는|진행할|가질|착수할|완공할|준공할)(?![가-힣])"
    r"|(?:시행|개최|출시|진행|개막|시작|공개|발표|추진|접수|모집|운영|도입|오픈|개장|착공|준공|완공|가동|열|치)(?:한다|된다|린다|른다|돼|할|될)|까지 (?:접수|모집|신청|진행|운영|이어|완공|마무리|제출)|부터 (?:시행|적용|판매|접수|운영))"
)


def tense_behind(text: str, start: int, end: int) -> str:
    """past, future or "" for the date that ends at `start`, in a sentence that ends at `end`."""
    m = _MARK.search(text, start, end)
    if m is None:
        return ""
    return PAST if m.lastgroup == "past" else FUTURE
