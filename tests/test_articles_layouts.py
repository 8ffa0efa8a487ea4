"""Whole pages in the layouts of portals, wires and papers, written for the purpose: what is kept, and the day."""

from __future__ import annotations

from datetime import date

import pytest

from presstables.articles.furniture import clean
from presstables.articles.page import headline
from presstables.articles.published import page_stamp

HEADLINE = "다리 놓는 마을, 공사비 12억원으로 늘려"
LEAD = "마을은 다리를 놓는 데 12억원을 쓰기로 했다고 13일 밝혔다."
LAST = "이장은 예산이 모자라지 않는다고 덧붙였다."

PORTAL = f"""본문 바로가기
NAVER
연예
스포츠
날씨
프리미엄
언론사별
정치
경제
사회
생활/문화
IT/과학
구독
{HEADLINE}
입력2024.03.13. 오전 10:15

수정2024.03.14. 오후 2:20
 기사원문
나예시 기자
추천
좋아요
12
댓글
34
본문 요약봇
텍스트 음성 변환 서비스 사용하기
글자 크기 변경하기
SNS 보내기
인쇄하기
새 다리 조감도. 마을신문DB

{LEAD}

{LAST}

나예시 기자(yesi@example.com)

Copyright ⓒ 마을신문. All rights reserved. 무단 전재 및 재배포 금지.
이 기사는 언론사에서 경제 섹션으로 분류했습니다.
마을신문 언론사홈 바로가기
주요뉴스
이웃 마을, 500억원 들여 공항 짓는다
직원 100명 뽑는 빵집
기사 추천은 24시간 내 50회까지 참여할 수 있습니다."""

WIRE = f"""최신기사
정치
북한
경제
산업
사회
{HEADLINE}
송고2024-03-13 10:15
이 뉴스 공유하기
URL이 복사되었습니다.
본문 글자 크기 조정
폰트 1단계
16px
프린트
나예시 기자
구독
새 다리 조감도. 마을신문DB
[마을 제공. 재판매 및 DB 금지]

{LEAD}

{LAST}

yesi@example.com

제보는 카카오톡 okmaul
<저작권자(c) 마을통신, 무단 전재-재배포, AI 학습 및 활용 금지>
2024/03/13 10:15 송고
댓글쓰기
핫뉴스
빵집 앞 줄 100명"""

BUSINESS_PAPER = f"""코스피
2,693.57
+11.76
+0.44%
원·달러 환율
1,314.50
{HEADLINE}
나예시 기자
기자 구독
입력2024.03.13 10:15
수정2024.03.14 14:20
지면A12
글자크기 조절
기사 스크랩
공유
댓글
0
클린뷰
프린트
사진=게티이미지뱅크
새 다리 조감도. 마을신문DB
{LEAD}
{LAST}
나예시 기자 yesi@example.com
좋아요
싫어요
후속기사 원해요
ⓒ 마을경제닷컴, 무단전재 및 재배포 금지
모바일 구독신청"""

SMALL_PAPER = f"""UPDATED. 2024-05-01 11:18 (수)
로그인
회원가입
홈 > 산업
{HEADLINE}
기자명 나예시 기자
입력 2024.03.13 10:15
수정 2024.03.14 08:00
댓글 0
페이스북
트위터
카카오톡
URL복사
기사스크랩하기
다른 공유 찾기
본문 글씨 줄이기
본문 글씨 키우기
새 다리 조감도. 마을신문DB
{LEAD}
{LAST}
저작권자 © 마을신문 무단전재 및 재배포 금지
나예시 기자
다른기사 보기
관련기사
빵집 앞 줄 100명"""

PLAIN = f"""{HEADLINE}
마을신문 | 2024-03-13

새 다리 조감도. 마을신문DB

{LEAD}

{LAST}
"""


@pytest.mark.parametrize(
    "page",
    [PORTAL, WIRE, BUSINESS_PAPER, SMALL_PAPER, PLAIN],
    ids=["portal", "wire", "business paper", "small paper", "plain"],
)
def test_a_layout_gives_the_article_and_its_day(page: str) -> None:
    cleaned = clean(page)
    assert cleaned.text.split("\n") == [HEADLINE, "새 다리 조감도. 마을신문DB", LEAD, LAST]
    assert page_stamp(cleaned).day == date(2024, 3, 13)
    assert headline(cleaned) == HEADLINE
