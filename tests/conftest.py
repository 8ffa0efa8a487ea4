"""What several test files share: the report of the example articles, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import ARGUMENTS, CHROMIUM

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seed_report(tmp_path_factory):
    """The folder of a report that the command line made, called from another folder with a relative path."""
    from presstables.cli import main

    home = tmp_path_factory.mktemp("home {of} braces")  # papermill reads braces in a path as fields of its own
    (home / "articles").symlink_to(SEEDS, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert main(["report", "articles", "--out", "made/report"]) == 0
    return home / "made" / "report"


@pytest.fixture(scope="module")
def browser():
    """Chromium, for one file of tests: Playwright's event loop would be in the way of others."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
