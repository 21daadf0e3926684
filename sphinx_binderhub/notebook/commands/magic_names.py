"""The names of magics: those that IPython has itself, and the modules that bring others."""

from __future__ import annotations

from collections.abc import Mapping

_LINES = """
alias alias_magic autoawait autocall automagic autosave bookmark cat cd clear code_wrap colors
conda config connect_info cp debug dhist dirs doctest_mode ed edit env gui hist history
install_default_config install_ext install_profiles killbgscripts ldir less lf lk ll load load_ext
loadpy logoff logon logstart logstate logstop ls lsmagic lx macro magic mamba man matplotlib
micromamba mkdir more mv notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip popd pprint
precision profile prun psearch psource pushd pwd pycat pylab qtconsole quickref recall rehashx
reload_ext rep rerun reset reset_selective rm rmdir run save sc set_env store subshell sx system tb
time timeit unalias unload_ext uv who who_ls whos xdel xmode
"""
_CELLS = """
! HTML SVG bash capture code_wrap debug file html javascript js latex markdown perl prun pypy python
python2 python3 ruby script sh svg sx system time timeit writefile
"""

BUILT_IN = frozenset(f"{_LINES} {_CELLS}".split())
"""What IPython and its kernel bring, with the aliases of Linux and what older releases had.

`tests/notebook/test_magic_names.py` holds it to IPython's own list.
"""

OWN_EXTENSIONS = frozenset(
    {"autoreload", "deduperreload", "storemagic"}
    | {f"IPython.extensions.{name}" for name in ("autoreload", "deduperreload", "storemagic")}
)
"""Extensions that come with IPython."""

EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    name: tuple(modules.split())
    for names, modules in (
        ("aimport autoreload", "autoreload IPython.extensions.autoreload"),
        ("R Rdevice Rget Rpull Rpush", "rpy2.ipython rpy2.ipython.rmagic"),
        ("add_to", "jdc"),
        ("ai", "jupyter_ai jupyter_ai_magics"),
        ("bigquery", "google.cloud.bigquery bigquery_magics bigframes"),
        ("black", "blackcellmagic"),
        ("cython cython_inline cython_pyximport", "Cython cython"),
        ("dotenv", "dotenv"),
        ("fortran", "fortranmagic"),
        ("heat", "heat"),
        ("itikz", "itikz"),
        ("julia", "julia.magic"),
        ("kql", "Kqlmagic"),
        ("lprun lprun_all", "line_profiler"),
        ("memit mprun", "memory_profiler"),
        ("octave octave_pull octave_push", "oct2py.ipython oct2py"),
        ("pyinstrument", "pyinstrument"),
        ("scalene scrun", "scalene"),
        ("snakeviz", "snakeviz"),
        ("sql", "sql jupysql"),
        ("sqlcmd sqlplot sqlrender", "sql jupysql"),
        ("tensorboard", "tensorboard"),
        ("tikz", "tikzmagic jupyter_tikz tikz_magic"),
        ("tutor", "tutormagic"),
        ("watermark", "watermark"),
    )
    for name in names.split()
}
"""Magics by name, and the extensions of which one has to be loaded before, first the usual one.

A magic that comes with an import, as `%%manim` does, is not one of them.
"""
