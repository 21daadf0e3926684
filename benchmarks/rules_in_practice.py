"""How often each rule speaks on real repositories, and what each finding says.

Run by hand:

    python benchmarks/rules_in_practice.py [--list] [--rule NAME]... DIRECTORY...
    python benchmarks/rules_in_practice.py --referee DIRECTORY...

Each DIRECTORY is a clone with its `origin`, the default branch checked out. What `check` finds in
its root is counted, with every rule on and no option set but what the repository has; variables of
continuous integration are taken away first, as a clone on a desk has none. Nothing in a clone is
built or executed.

Printed are a table of the rules that spoke, with the number of repositories and of findings (one
cause is one finding, however many places it has), the rules that were silent, and what a repository
costs: processor time in this process after the imports. `--list` prints every finding with its
places and its mend, to be read beside the repository: whether a finding is true, a person has to
say. `--referee`, which needs the extra `test`, asks the installed repo2docker about each clone, and
prints where it chooses another buildpack, folder or Python than we say, or does not stop as we say.

The repositories it was last run on are printed by `--repositories`. A notebook that a clone lacks
because of its size is stood in for by one without cells.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sphinx_binderhub import rules
from sphinx_binderhub.book import find_book
from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.project import Project, with_chapters

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMPDIR")

REPOSITORIES = """
08walkersj/Wind_Waves 4e8ed1a9cd
1O/R-intro-2023 5559cc3ac3
4Quant/pyqae 19635c374f
52North/sos4R dfd38ad793
52North/WRT-sandbox 3911771dbd
A-Breeze/premierconverter 97b78e184f
AaltoGIS/Sustainability-GIS df684c3cba
AaltoJunior/kemiaa-koodaamalla 2080acae01
AaronWatters/jp_proxy_widget 5598c914e2
acpennlab/statistics-resampling-online 8508fa7fd0
ActuariesInstitute/YAP-YDAWG-R-Workshop 9dba2eab8c
AgileBioFoundry/2021-07-16-cell-factory-design 03b456433c
AgrinessEdgeIoT/dashboard-example 1276159b83
AHartmaier/pyLabFEA c488572def
AlaingToul/mybinder_suivi_reserves fe4eb82376
alan-turing-institute/rds-course 0579491093
Alex-bzh/python-M1TAL 78c8ca2e4e
AllenDowney/ModSimPy fd52a3c6cf
AllenInstitute/MicronsBinder 3f53e35e2b
AllenInstitute/openscope_databook eebe00fc15
AMICI-dev/AMICI 3aebbe84d9
AMIGA-IAA/hcg-16 3e46b026f9
AndreasWes/HelicopterStatistics ff4cc8b8ae
AndreScaffidi/Natpy_pyhep_2021 445a252b6f
Angellier-Quenton/TestNsi 1d331e9554
ANLY580/lectures 8414e1369f
Antonio-JP/dalgebra 82c5f3093b
ANU-RSES-Education/EMSC-4033 640eda7e5d
AppelDaniel/jupyter-xpra-example 86a10c72e6
arnim/play-with-turing 88578f46fc
arnim/stm-methodshub-tutorial c0e5031beb
ASFBinderRecipes/Binder_SAR_Hazards_Floods 97a36e98e4
AStrittmatter/Machine-Learning-Course 56776d0350
AstrobioMike/binder-dada2-ex-workflow 16dc7a9bab
astroML/astroML-notebooks 37e1c80261
Atcold/NYU-DLSP20 3049c83260
AtMoDat/atmodat_data_checker 866fc7b92a
AudioSceneDescriptionFormat/splines 2370b24f53
Australian-Text-Analytics-Platform/discursis 6e5a58a564
Automating-GIS-processes/site ade03593b6
automl/auto-sklearn 673211252c
barbagroup/CFDPython 92c8220070
barosil/astroUFCG 149309d38e
BarryDigby/YA 94e106fdd2
BENGAL-TIGER/LabKit 73efb847f5
bibekbhatta/BusinessAnalytics 5872b298c2
binder-examples/apt_install 9d3102b9cd
binder-examples/binder-r-description 435def5c37
binder-examples/bokeh 407bbe93bb
binder-examples/conda f00a783146
binder-examples/continuous-build 17f9fa885d
binder-examples/demo-julia 5eebe6232e
binder-examples/dockerfile-rstudio 249838f2ac
binder-examples/getting-data fec63da8fe
binder-examples/jupyter-extension fb927f1e7b
binder-examples/jupyter-rise b8fd564fb8
binder-examples/jupyter-sos b1e5b13c99
binder-examples/jupyter-stacks b33625eac9
binder-examples/jupyterlab be84880214
binder-examples/latex c5fb3dcf9f
binder-examples/matplotlib-versions 31e07abfcd
binder-examples/minimal-dockerfile 9bd912f3c1
binder-examples/multi-language-demo faab8aaba6
binder-examples/nix 296e5735fa
binder-examples/octave 83421cd104
binder-examples/pipfile 21d4a4022b
binder-examples/python2_with_3 9818f3ef34
binder-examples/r 5c755623cc
binder-examples/r-conda 7249b2dca9
binder-examples/r_with_python b96091697e
binder-examples/remote_storage f7188a95af
binder-examples/requirements 505a59f043
binder-examples/rocker 0040956c9b
binder-examples/setup.py 3f04370650
binder-examples/stencila-multi 7a049d68df
binder-examples/stencila-r 8b7e8ce104
binder-examples/tensorboard 4a93712656
binder-examples/voila 049705607f
BlueBrain/NeuroM 770d7ec9b9
bodkan/probgen2022 24a422a4f8
bokeh/bokeh-notebooks 0153bf1f32
Bootcamp-AI/binder-cassandra1 f3b6b1700d
BrianChevalier/texmf cf79bec2c3
BZoennchen/ct-book 7eb088e843
Caltech-IPAC/irsa-tutorials 496ec1106b
Calysto/octave_kernel 3febde1128
cannin/sysbiocancer2019 32c1edd918
carbonplan/trace ec6d567b3e
CartoDB/cartoframes 1f56b75f51
CasperWA/voila-optimade-client 26cb2d93b3
CastXML/pygccxml 26f63dc1f4
CBDRH/HelloShiny 8c80b129b4
CBIOMES/bayesian_cbiomes 911c4a067e
cboettig/noise-phenomena 81353ba0c6
ccha23/cs1302i21a 52ad875cc4
ccha23/miml 6a41de1c0b
CDAT/dask-cdms 8f392a961f
cghiaus/dm4bem_book 926b8ba6ac
ChakriCherukuri/mlviz c5030dbee8
ChampionApe/FinancialFrictions2019 7d5b91a88c
ChantalMB/GLAMTest ba48e63265
chebil/probability-statistics-jupyter-book 016468f87b
chekos/probando-camelot aed8ae915b
Chilipp/psyplot-DKRZ-TechTalk-20201117 37496f0657
CNES/swot_simulator 8382703828
CoCaLa/causality-tutorial-exercises 38946e0b2f
CoffeaTeam/coffea 618560068f
Coleridge-Initiative/ada-intro-r 5a72732c02
ComPWA/ampform 1fac2c9c70
ComPWA/polarimetry 5411df8b38
consideRatio/intro-to-jupyter-for-teachers 4c390f5d81
control-toolbox/OptimalControl.jl 3d1b999f70
cooperrc/computational-mechanics 6d406847b2
cropbox/Cropbox.jl dc2316da40
CS-DS-125/125book 0a78dbfb48
CUB-Computational-Tools/2020-ps-team-jov_spt c6e2468090
CURENT/andes 1edce20cd5
darribas/gds_course 13c3c79705
dask/dask-examples 03cfcca533
dask/dask-tutorial 3157ed8b75
data-8/textbook c4089f9d2a
DataLab-Platform/DataLab 6c756593df
DataONEorg/dataone_examples a6591dac74
DaveEdge1/qpt_mixsiar cba1e26623
deepcharles/ruptures ee1c8ff8a5
Deltares/hydromt f52e3d6a02
DerThorsten/opengm3_python 89c3f147f1
DianneSvdS/compendium.exercise e7707e9f4e
DJ4Earth/MPE24 ff8e1608e9
djsegal/FusionSystems.jl 459c0035a6
DominikVogel/blame-attribution-compendium 55e0cde99a
Donnz/lab-mongodb 9144adfb4e
DougBurke/sherpa-standalone-notebooks 58f2f802c2
drsamchong/c3d-book b8938534d0
ds-modules/ecc-textbook 10be2d5ae1
e-marshall/itslive 9d0097cd8e
earth-env-data-science/earth-env-data-science-book c279e1b1b7
EarthByte/Geodynamics-pyGMT-tutorials 55e177715f
ecmwf/cfgrib.jl 936ae85b10
EcolEconModels/tutorial_sfc-io 9a19833f6e
ELC/python-security a500b19b2b
ElineVG/OCTA_app_binder 8e06f67454
ENCCS/veloxchem-workshop 46efaf81a2
EOPF-DGGS/DGGS_examples 0b01c20525
epichef/epicookbook ca64f7a3ba
European-XFEL-examples/panosc-trieste-demo f606b755c5
eurostat/ds-course 1d218d0c59
eurostat/NLP4Stat d1a34945d6
executablebooks/quantecon-mini-example 46e9424dd8
explosion/spacy-course 77d8ee1630
FDM-FUBerlin/Korpusanalyse-mit-Python ac0bab5976
FIUBA-CBC/wiki 187c405d05
fkguo/JuMinuit.jl 47b2436d9b
fod/fundamentals-data-analysis 5d861b887c
GardenGroupUO/Organisms_Jupyter_Examples a2e45a2dc4
Gchism94/NestArchOrg 1e31106920
genomics-course/11-assembly ffe88d91ed
geopandas/geopandas 81efcbeeae
gesiscss/css_methods_python b0212fc2c2
gesiscss/notebooks_getting_started e60cb6bf80
GianMan89/AUT-RUB_CV4IS_Exercise_1 6a21faae89
gismo/try_gismo 7826dd32e5
GLAM-Workbench/trove-newspapers 1fc9adcba7
GLAM-Workbench/web-archives e84fa145eb
grasph/PyHEP2021-Talk 21308548aa
GUDHI/TDA-tutorial 71e415c868
guillaumeeb/isae-supaero-aibt103-bigdata f2dae10d7c
hbrs-cse/Modellbildung-und-Simulation c3a04ef074
health-data-science-OR/coding-for-ml 49ba0ce425
HealthEconomicsHackathon/hermes6 2ee4db4e99
heindel/dex-routing-notebook a95b79bffe
hliebert/course-unstructured-data de1890946f
holoviz/holoviz 2ff485c7c3
holoviz/param 73affe631b
hpsc-lab/spp2256-software-dev 8e44ef0161
IAGA-VMOD/IGRF14eval 2899280ffb
IbHansen/modelflow-bare c09bc9efb3
ICESAT-2HackWeek/website2022 10229090a9
IDAES/examples 7de78142bc
IdoBar/6003ESC_workshops_binder 49d52cb5e3
IENT/PTI c789f9a2aa
IgnasiLucas/T2_seqs 8ca11815bb
ImperialCollegeLondon/RCDS-intro-to-r 34ca93548b
innovationOUtside/tm351vm-binder ad740ce485
InsightSoftwareConsortium/itkwidgets 105f7c3007
ioos/notebooks_demos bec18367bc
ipython/ipython-in-depth b2f9442aa5
jakevdp/PythonDataScienceHandbook d66231454e
JarnoRFB/incense bc736b71cd
jdeldre/BookExamples 1ea12d57d1
jdtuck/fdasrsf_python c3a1595918
JohnSchwitz/General_Relativity b798088c06
JRCSTU/wltp 18650f3720
JuliaHealth/KomaMRI.jl 8a791b1967
jupyter-widgets/ipyleaflet cd732bfbfb
jupyter-widgets/tutorial 95da869df0
jupyter-xeus/xeus-cling 93d61b9851
jupyter-xeus/xeus-octave b203877568
jupyterlab/jupyterlab-demo fe0c447c1a
karlstroetmann/Formal-Languages 6af8d3b2c0
Kitware/pan3d 160a4633dd
kkmann/optimal-binary-two-stage-designs 7c2ad57368
Kotlin/kotlin-jupyter 71a1598d71
KUL-recon-lab/parallelproj 9613dda6bb
larssp/mybinder-J-Py-R-oct 2d4aca3b30
lballabio/ab-notebook 8c1a4e593c
Libensemble/libensemble 2f79ba6943
lilanger/SHEMS c6b19de9fd
LinkedEarth/RLeapFROGS 968f4d7d72
ljchang/dartbrains 54b3cb0433
LogtalkDotOrg/notebooks 6f0df80d26
LuHoo/workbooks e492f4fb90
madclam/info113 a36cc6bf5e
MaGIC-Analytics-Classes/SSRP_DESeq ce4c260883
Magritte-code/Examples ec4d4c106c
MariaDB/mariadb_kernel eccd344119
Mark-Kramer/Case-Studies-Python 060e67e810
mbeyeler/opencv-machine-learning 954727c0ef
melaniewalsh/Intro-Cultural-Analytics f982afd084
mlpack/examples 33988a1ab1
mwouts/jupytext 73adc61c18
NASA-NAVO/navo-workshop 37c4251176
naturalistic-data-analysis/naturalistic_data_analysis 88bd227415
NCAR/cesm-lens-aws 05bbcba5d4
NeotomaDB/Current_Workshop cdb3f14ce1
nipraxis/textbook f06e7a327e
norse/notebooks 3306adb613
norvig/pytudes 414fe258a4
NovembreLab/HGDP_PopStruct_Exercise ce65a26837
NSLS-II/scipy-binder 8f34dd3303
nthiery/Info111-notebooks d2290fc615
numba/numba-examples c423f5419a
numpy/numpy-tutorials d8a82a1b79
OGGM/training-lahore 133590a32a
OGGM/tutorials 52f9628a12
OWI-Lab/py-fatigue-tutorials d60ffb6e67
pacificclimate/climpyrical 6d152f46dc
pangeo-data/pangeo-ocean-examples 0917bf4b6a
pangeo-data/pangeo-tutorial 773b475fba
parente/wildwolfwatch 680ea3eafd
pkalbhor/RootInBinder 98cdbfd386
PLAID-lib/plaid 19e98514be
PlasmaPy/PlasmaPy 02d1c194a5
PraCTES/MIT-PraCTES d5642aeaa5
ProjectPythia/cookbook-template be6d07e00a
ProjectPythia/dask-cookbook 3db3a5a8b6
ProjectPythia/kerchunk-cookbook c890147df8
ProjectPythia/pythia-foundations e85569673b
ProjectPythia/radar-cookbook 31190e78f9
pybees/sesameeg 80908db707
QuantEcon/lecture-python-programming.myst f365972c6a
quinot/sparkdisc_kernel ef7664b4c6
R-icntay/intro_tidy_models 788819d074
SantanderMetGroup/climate4R 3086d4fa9f
scikit-image/scikit-image cd0a3d22b9
scikit-image/skimage-tutorials 69f245cbba
Sebastien-Le/SensoryDataScience f4adbbef6a
selcenari/ceRNAnetsim 14f833e064
SISALdb/Workshops eb11097b20
sktime/sktime 7bd7d1620c
sl077/julia-pluto 1ac66989ec
SMAC-Group/course_intro_ds f28bf08b58
snowex-hackweek/website-2022 17b397354e
spatialaudio/digital-signal-processing-lecture 539b141a0b
spatialaudio/signals-and-systems-lecture b944b62e39
StateOfTheR/finistR2018 b5b6cd6d8c
statisticalbiotechnology/cb2030 70ca9c12f0
StatisticsHealthEconomics/stat0019_binder f910d9e469
swnesbitt/MSCAR-2020 b6d4a75746
tobydriscoll/fnc-extras 091c993c44
ufs-community/uwtools d96c57740d
voila-dashboards/voila 886b74cd78
volkamerlab/teachopencadd ff79da2a56
vpython/vpython-jupyter b2ddae83fa
vtraag/testbindr 2a77a2fff4
WhitakerLab/scona bb29a4247f
wi3jmu/template eb8a9d707e
wrattler/wrattler-examples baf6acca9d
xarray-contrib/xarray-tutorial 54df4e2fc0
zacharyzhao/mybinder b4ac732c33
zmoon/mit-comp-thinking-julia_zm ee6a3149e8
"""
"""Repository and commit; a third word is the `origin` of one whose home is elsewhere."""


@dataclass(frozen=True)
class Result:
    """What the rules say of one clone, and how many seconds of the processor they took."""

    name: str
    commit: str
    findings: tuple[Finding, ...]
    seconds: float


def main() -> None:
    """Print the table of rules, or the findings."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directories", metavar="DIRECTORY", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", help="print every finding")
    parser.add_argument("--rule", metavar="NAME", action="append", help="of this rule alone")
    parser.add_argument("--referee", action="store_true", help="compare with repo2docker")
    parser.add_argument("--repositories", action="store_true", help="print the list and stop")
    options = parser.parse_args()
    if options.repositories or not options.directories:
        print(REPOSITORIES.strip())
        return
    for name in os.environ.keys() - set(KEPT):
        del os.environ[name]
    if options.referee:
        compare([directory.resolve() for directory in options.directories])
        return
    known = [rule for rule in rules.all_rules() if rule.name in (options.rule or [rule.name])]
    assert all(rule.check for rule in known)  # they are loaded now, and not while the time runs
    results = [judge(directory.resolve(), known) for directory in options.directories]
    if options.list:
        for result in results:
            show_findings(result)
    else:
        show_table(results, known)


def judge(root: Path, known: Iterable[rules.Rule]) -> Result:
    """Run the rules on the clone in `root`, as `check` does there."""
    name = _git(root, "remote", "get-url", "origin").removesuffix(".git")
    commit = _git(root, "rev-parse", "--short=10", "HEAD")
    start = time.process_time()
    project = with_chapters(Project.of_book(find_book(root, root)))
    findings = rules.run(project, known)
    seconds = time.process_time() - start
    return Result("/".join(name.split("/")[-2:]), commit, tuple(findings), seconds)


def compare(roots: list[Path]) -> None:
    """Print where the installed repo2docker decides otherwise than we say."""
    sys.path.insert(0, str(ROOT))
    from tests.referee.buildpacks import RELEASE, ask

    differ = 0
    for root in roots:
        tree = Project.of_book(find_book(root, root)).tree
        ours = read_environment(tree, Settings(profile=RELEASE))
        theirs = ask(root)
        python = None if ours.buildpack in {"docker", "nix"} else ours.python
        said = (ours.buildpack, ours.binder_directory or "", python, ours.stop is not None)
        answer = (theirs.buildpack, theirs.directory, theirs.python, theirs.error is not None)
        if said != answer:
            differ += 1
            print(f"{root.name}: ours {said}, theirs {answer}")
    print(f"repo2docker {RELEASE} decides otherwise on {differ} of {len(roots)} repositories")


def show_findings(result: Result) -> None:
    """Print every finding on one repository, the worst first."""
    print(f"\n## {result.name} {result.commit}\n")
    for finding in sorted(result.findings, key=lambda finding: -_severity(finding)):
        print(f"- {_severity(finding).label} {finding.rule} {finding.location}: {finding.message}")
        print(f"  mend: {finding.fix}")
        if finding.also:
            places = " ".join(str(place) for place in finding.also[:5])
            print(f"  also: {places}{' …' if len(finding.also) > 5 else ''}")


def show_table(results: list[Result], known: Iterable[rules.Rule]) -> None:
    """Print how often each rule spoke, which were silent, and the cost."""
    findings = Counter[tuple[str, Severity]]()
    repositories = Counter[str]()
    for result in results:
        findings.update((finding.rule, _severity(finding)) for finding in result.findings)
        repositories.update({finding.rule for finding in result.findings})
    columns = sorted(Severity, reverse=True)
    print("| Rule | Repositories | Errors | Warnings | Notes |\n|---|---:|---:|---:|---:|")
    worst = {rule: [findings[rule, column] for column in columns] for rule in repositories}
    for rule in sorted(worst, key=lambda rule: (*(-count for count in worst[rule]), rule)):
        counts = " | ".join(str(count or "") for count in worst[rule])
        print(f"| `{rule}` | {repositories[rule]} | {counts} |")
    totals = " | ".join(str(sum(counts)) for counts in zip(*worst.values(), strict=True))
    print(f"| all | {sum(bool(result.findings) for result in results)} | {totals} |")
    for column in columns:
        there = sum(any(_severity(f) is column for f in result.findings) for result in results)
        print(f"{column.label}s: in {there} of {len(results)} repositories")
    silent = [rule.name for rule in known if rule.name not in repositories]
    print(f"\nSilent ({len(silent)}): {', '.join(silent)}")
    seconds = [result.seconds for result in results]
    slowest = max(results, key=lambda result: result.seconds)
    print(
        f"\n{len(results)} repositories; median {statistics.median(seconds):.3f} s, "
        f"slowest {slowest.seconds:.2f} s ({slowest.name})"
    )


def _severity(finding: Finding) -> Severity:
    return finding.severity or Severity.NOTE


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
