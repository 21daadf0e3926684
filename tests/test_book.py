"""What the book's own configuration says, read without running it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.book import Book, find_book
from sphinx_binderhub.repository import ThemeWord
from tests.conftest import Files, write_files


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Files], Book]:
    def find(files: Files) -> Book:
        write_files(tmp_path, files)
        return find_book(tmp_path, tmp_path)

    return find


def test_literal_assignments_of_conf_py(book: Callable[[Files], Book]) -> None:
    found = book(
        {
            "docs/conf.py": 'import os\nos._exit(9)\nbinderhub_url = "https://h.org"\n'
            'binderhub_ref: str = "dev"\nbinderhub_label = os.name\n'
            'html_theme_options = {"repository_url": "https://github.com/o/r", "path_to_docs": "/x/"}\n'
        }
    )
    assert found.source.name == "docs"
    assert found.settings()[0].url == "https://h.org"
    assert found.settings()[0].ref == "dev"
    assert found.unread == ("binderhub_label",)
    assert found.theme_word() == ThemeWord("https://github.com/o/r", None)
    assert found.path_to_docs == "x"


def test_jupyter_books_config(book: Callable[[Files], Book]) -> None:
    found = book(
        {
            "_config.yml": "repository: {url: https://github.com/o/r, branch: dev, path_to_book: b}\n"
            "launch_buttons: {binderhub_url: https://h.org, notebook_interface: classic}\n"
            "sphinx: {config: {binderhub_label: Run}}\n"
        }
    )
    settings = found.settings()[0]
    assert (settings.url, settings.interface, settings.label) == (
        "https://h.org",
        "notebook",
        "Run",
    )
    assert found.theme_word() == ThemeWord("https://github.com/o/r", "dev")
    assert found.path_to_docs == "b"


def test_jekylls_configuration_is_not_jupyter_books(book: Callable[[Files], Book]) -> None:
    files = {"_config.yml": "repository: o/r\n", "conf.py": 'binderhub_ref = "dev"\n'}
    assert book(files).settings()[0].ref == "dev"
    found = book({**files, "_toc.yml": "root: index\n"})
    assert found.config_file is not None
    assert found.config_file.name == "_config.yml"


def test_the_nearest_configuration_upward_wins(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "conf.py": "",
            "docs/conf.py": "",
            "docs/ch/x": "",
            "docs/_config.yml": "",
            "docs/_toc.yml": "",
        },
    )
    assert (
        find_book(tmp_path, tmp_path / "docs" / "ch").config_file == tmp_path / "docs/_config.yml"
    )
    assert find_book(tmp_path, tmp_path).config_file == tmp_path / "conf.py"


def test_no_configuration_is_a_book_too(tmp_path: Path) -> None:
    found = find_book(tmp_path, tmp_path)
    assert found.config_file is None
    assert found.settings()[0].url == "https://mybinder.org"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("conf.py", "x = (\n", "line 1"),
        ("conf.py", b"\xff", "not UTF-8"),
        ("conf.py", b"x = 1\0", ""),
        ("conf.py", "#" * 300_000, "large"),
        ("_config.yml", "a: [\n", "line 2"),
        ("_config.yml", "[" * 100_000, ""),
        ("_config.yml", "a: !!python/object:os.system x", "line 1"),
        ("_config.yml", "a: !!bool foo", ""),
        ("_config.yml", "a: !!timestamp foo", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    book: Callable[[Files], Book], name: str, content: str | bytes, problem: str
) -> None:
    found = book({name: content})
    assert found.problem is not None
    assert problem in found.problem
    assert found.settings()[0].url == "https://mybinder.org"


def test_an_option_counts_over_the_themes_launch_buttons() -> None:
    theme = {"launch_buttons": {"binderhub_url": "https://theme.org", "notebook_interface": "x"}}
    assert (
        Book(Path(), values={"html_theme_options": theme}).settings()[0].url == "https://theme.org"
    )
    own = {"html_theme_options": theme, "binderhub_url": "https://own.org"}
    assert Book(Path(), values=own).settings()[0].url == "https://own.org"


def test_what_the_author_writes_counts_even_where_it_is_the_default() -> None:
    theme = {
        "launch_buttons": {"binderhub_url": "https://theme.org", "notebook_interface": "classic"}
    }
    own = {"binderhub_url": "https://mybinder.org", "binderhub_interface": "lab"}
    settings, refused = Book(Path(), values={"html_theme_options": theme, **own}).settings()
    assert (settings.url, settings.interface, refused) == ("https://mybinder.org", "lab", {})


def test_what_cannot_be_used_is_refused_and_the_rest_counts() -> None:
    values = {"binderhub_url": "mybinder.org", "binderhub_label": "Go", "binderhub_badges": 3}
    settings, refused = Book(Path(), values=values).settings()
    assert (settings.url, settings.label) == ("https://mybinder.org", "Go")
    assert set(refused) == {"url", "badges"}


@pytest.mark.parametrize("buttons", [None, "x", {}, {"binderhub_url": None}, {"binderhub_url": ""}])
def test_unset_launch_buttons_say_nothing(buttons: object) -> None:
    values = {"html_theme_options": {"launch_buttons": buttons}}
    assert Book(Path(), values=values).settings()[0].url == "https://mybinder.org"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"html_theme_options": {"source_repository": "u", "source_branch": "b"}}, ("u", "b")),
        (
            {"html_context": {"github_user": "o", "github_repo": "r"}},
            ("https://github.com/o/r", None),
        ),
        (
            {"html_context": {"gitlab_user": "o", "gitlab_repo": "r", "gitlab_version": "v"}},
            ("https://gitlab.com/o/r", "v"),
        ),
        ({"html_theme_options": "nonsense", "html_context": [1]}, (None, None)),
        ({"html_theme_options": {"repository_url": 7}}, (None, None)),
    ],
)
def test_the_words_of_themes(
    values: dict[str, object], word: tuple[str | None, str | None]
) -> None:
    assert Book(Path(), values=values).theme_word() == ThemeWord(*word)


def test_a_merge_bomb_costs_nothing(book: Callable[[Files], Book]) -> None:
    lines = ["a0: &a0 {k: v}"]
    lines += [
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]}}" for n in range(1, 30)
    ]
    found = book({"_config.yml": "\n".join(lines)})
    assert found.settings()[0].url == "https://mybinder.org"


def test_an_alias_bomb_as_a_value_is_shown_briefly(book: Callable[[Files], Book]) -> None:
    lines = ["x0: &x0 [a, a, a, a, a, a, a, a, a]"]
    lines += [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 12)]
    config = "\n".join(lines) + "\nsphinx: {config: {binderhub_url: *x11}}\n"
    _, refused = book({"_config.yml": config}).settings()
    assert len(refused["url"]) < 300


def test_a_configuration_that_leads_out_is_not_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.py": 'binderhub_ref = "secret"\n', "r/x": ""})
    (tmp_path / "r" / "conf.py").symlink_to(tmp_path / "secret.py")
    found = find_book(tmp_path / "r", tmp_path / "r")
    assert found.problem == "it is a link that leads out of the repository"


def test_a_bad_hub_of_the_theme_is_refused_too() -> None:
    theme = {"launch_buttons": {"binderhub_url": "h.org"}}
    assert set(Book(Path(), values={"html_theme_options": theme}).settings()[1]) == {"url"}


def test_a_bad_service_of_the_theme_is_refused_alone() -> None:
    buttons = {
        "jupyterhub_url": "hub.example.org",
        "colab_url": "https://colab.research.google.com",
        "jupyterlite_url": "javascript:alert(1)",
    }
    theme = {"html_theme_options": {"launch_buttons": buttons}}
    settings, refused = Book(Path(), values=theme).settings()
    assert [word.service for word in settings.targets] == ["colab"]
    assert set(refused) == {"launch_buttons.jupyterhub_url", "launch_buttons.jupyterlite_url"}
    own = Book(Path(), values={**theme, "binderhub_targets": ["kaggle"]}).settings()
    assert ([word.service for word in own[0].targets], own[1]) == (["kaggle"], {})
