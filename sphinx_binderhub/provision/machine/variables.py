"""The environment variables that a session on Binder has.

Sources: repo2docker 2026.4.0 (`ENV` in `buildpacks/base.py`, `get_env` of each buildpack),
BinderHub (`BINDER_*` of its launcher) and JupyterHub (`JUPYTERHUB_*` and the limits of its
spawner); the rest is set by the shell, conda's activation and Jupyter itself.
"""

from __future__ import annotations

_FAMILIES = (
    *("BINDER_", "CONDA_", "CPU_", "IPYTHON", "JPY_", "JULIA_", "JUPYTER", "KUBERNETES_", "LC_"),
    *("MAMBA_", "MEM_", "NB_", "R2D_", "XDG_"),
)
_SET = frozenset(
    {"CHROME_DEVEL_SANDBOX", "DEBIAN_FRONTEND", "GDAL_DATA", "GSETTINGS_SCHEMA_DIR", "HOME"}
    | {"HOSTNAME", "KERNEL_PYTHON_PREFIX", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "LOGNAME"}
    | {"MPLBACKEND", "NPM_DIR", "OLDPWD", "PATH", "PROJ_DATA", "PROJ_LIB", "PROJ_NETWORK", "PWD"}
    | {"PYTHONUNBUFFERED", "REPO_DIR", "R_DOC_DIR", "R_HOME", "SHELL", "SHLVL", "TERM", "USER"}
)

_ELSEWHERE = ("COLAB_", "KAGGLE_")
"""Variables of other services, for which alone a chapter asks."""


def is_set(name: str) -> bool:
    """Tell whether a session has the variable `name`, or could not have it."""
    return name in _SET or name.startswith(_FAMILIES + _ELSEWHERE)
