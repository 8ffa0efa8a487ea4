"""What is shipped: the locks, the conda environment, the wheel and its version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import presstables

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"] + EXTRAS["dev"],
    "requirements-evaluation.lock": EXTRAS["evaluation"],
}
PLATFORMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Standard output of a Python command, which must succeed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def locked(lock: str) -> list[tuple[Requirement, list[str]]]:
    """Each requirement of a lock with its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    split = [re.split(r"\s+--hash=", line.strip()) for line in lines]
    return [(Requirement(requirement), hashes) for requirement, *hashes in split]


def pins(lock: str, environment: dict[str, str]) -> dict[str, list[str]]:
    """The versions that a lock gives each package in an environment."""
    found: dict[str, list[str]] = {}
    for pin, _ in locked(lock):
        if pin.marker is None or pin.marker.evaluate(environment):
            found.setdefault(canonicalize_name(pin.name), []).append(str(pin.specifier).removeprefix("=="))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_package_with_hashes(lock: str) -> None:
    for requirement, hashes in locked(lock):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize("address", ["://", "--index", "--find-links", "file:", " @ ", "/"])
@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock: str, address: str) -> None:
    assert address not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("lock", LOCKS)
def test_lock_satisfies_the_project(lock: str, platform: str, python: str) -> None:
    environment = PLATFORMS[platform] | {"python_version": python, "python_full_version": f"{python}.0"}
    pinned = pins(lock, environment)
    assert {name: found for name, found in pinned.items() if len(found) > 1} == {}
    for wanted in (Requirement(line) for line in LOCKS[lock]):
        if wanted.marker is None or wanted.marker.evaluate(environment):
            (version,) = pinned[canonicalize_name(wanted.name)]
            assert wanted.specifier.contains(version), f"{wanted} is locked at {version}; run make lock"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_locks_agree_so_that_they_install_together(platform: str) -> None:
    ours, beside = (pins(lock, PLATFORMS[platform]) for lock in LOCKS)
    shared = ours.keys() & beside.keys()
    assert {name: ours[name] for name in shared} == {name: beside[name] for name in shared}


def test_environment_is_in_step_with_the_project(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    run("-m", "pyproject2conda", "project", "--overwrite", "force", cwd=tmp_path)
    made = (tmp_path / "environment.yml").read_text(encoding="utf-8")
    assert made == (ROOT / "environment.yml").read_text(encoding="utf-8"), "run make lock"


def test_version_has_one_source() -> None:
    assert presstables.__version__ == metadata.version("presstables") == PROJECT["version"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as a release would be, with no network."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def shipped(folder: str, inside: str) -> set[str]:
    """Where the files of a folder of the project belong in the wheel; what tools leave behind does not."""
    left_behind = {"__pycache__", ".ipynb_checkpoints"}
    files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {f"{inside}/{path.as_posix()}" for path in files if not left_behind & set(path.parts)}


def test_wheel_holds_the_package_the_notebooks_and_the_seeds(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == (
        shipped("src/presstables", "presstables")
        | shipped("notebooks", "presstables/notebooks")
        | shipped("seeds", "presstables/seeds")
    )


def test_wheel_metadata(wheel: Path) -> None:
    info = f"presstables-{PROJECT['version']}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(f"{info}/METADATA").decode("utf-8").splitlines()
        commands = archive.read(f"{info}/entry_points.txt").decode("utf-8")
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert {"License-Expression: MIT", "Requires-Python: <3.14,>=3.11"} <= set(lines)
    assert "presstables = presstables.cli:main" in commands


def test_unpacked_wheel_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    package, elsewhere = tmp_path / "package", tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(package)
    elsewhere.mkdir()
    code = "import presstables, presstables.cli, sys; print(presstables.__file__); sys.exit(presstables.cli.main())"
    output = run("-c", code, "explain", "약 3조6000억원", cwd=elsewhere, PYTHONPATH=str(package))
    assert Path(output.splitlines()[0]) == package / "presstables" / "__init__.py"
    assert "3600000000000" in output.replace(",", "")
