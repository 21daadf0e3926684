"""Files that a cell reads and writes by their literal path."""

from __future__ import annotations

import pytest


def files(notebook) -> list[tuple[str, str]]:
    return [(need.kind, need.name) for need in notebook.needs_of("read", "write")]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("pd.read_csv('data/a.csv')", "data/a.csv"),
        ("pd.read_csv(filepath_or_buffer='a.csv', sep=';')", "a.csv"),
        ("pd.read_excel(io='a.xlsx')", "a.xlsx"),
        ("open('a.txt')", "a.txt"),
        ("open('a.txt', 'r')", "a.txt"),
        ("open('notes/README')", "notes/README"),
        ("with open('a.txt', encoding='utf-8') as f:\n    pass", "a.txt"),
        ("open(file='a.txt', mode='rb')", "a.txt"),
        ("np.load('a.npy')", "a.npy"),
        ("np.loadtxt('a.txt', delimiter=',')", "a.txt"),
        ("plt.imread('../img/a.png')", "../img/a.png"),
        ("Image.open('a.png')", "a.png"),
        ("Image('a.png')", "a.png"),
        ("display.Image(filename='a.png')", "a.png"),
        ("xr.open_dataset('a.nc')", "a.nc"),
        ("xr.open_mfdataset('data/*.nc')", "data/*.nc"),
        ("h5py.File('a.h5')", "a.h5"),
        ("h5py.File('a.h5', 'r')", "a.h5"),
        ("Path('a/b.txt').read_text()", "a/b.txt"),
        ("(Path('a') / 'b.txt').read_bytes()", "a/b.txt"),
        ("Path('a', 'b.txt').open()", "a/b.txt"),
        ("Path('a.txt').open('r')", "a.txt"),
        ("open(os.path.join('a', 'b.txt'))", "a/b.txt"),
        ("open('a/' + 'b.txt')", "a/b.txt"),
        ("open(os.path.expanduser('~/a.txt'))", "~/a.txt"),
        (r"pd.read_csv('C:\\data\\a.csv')", r"C:\data\a.csv"),
        (r"pd.read_csv(r'C:\data\a.csv')", r"C:\data\a.csv"),
        ("os.listdir('data')", "data"),
        ("Path('data').iterdir()", "data"),
        ("plt.style.use('course.mplstyle')", "course.mplstyle"),
        ("x = [pd.read_csv('a.csv') for _ in y]", "a.csv"),
        ("f'{open(\"a.txt\").read()}'", "a.txt"),
        ("def f():\n    return pd.read_csv('a.csv')", "a.csv"),
        ("@cached(open('a.txt'))\ndef f():\n    pass", "a.txt"),
        ("(open)('a.txt')", "a.txt"),
        ("open \\\n ('a.txt')", "a.txt"),
        ("\uff4f\uff50\uff45\uff4e('a.txt')", "a.txt"),
        ("%time x = open('a.txt')", "a.txt"),
        ("%%time\nopen('a.txt')", "a.txt"),
    ],
)
def test_what_is_read(read, source, path):
    assert ("read", path) in files(read(source))


@pytest.mark.parametrize(
    "source",
    [
        "pd.read_csv('https://example.org/a.csv')",
        "pd.read_csv('s3://bucket/a.csv')",
        "pd.read_csv(name)",
        "pd.read_csv(f'data/{name}.csv')",
        "pd.read_csv('data/%s.csv' % name)",
        "pd.read_csv('data/{}.csv'.format(name))",
        "pd.read_csv(io.StringIO('a.csv'))",
        "pd.read_json('{\"a\": 1.b}')",
        "pd.read_sql('select * from a.b', connection)",
        "sns.load_dataset('iris.v2')",
        "nltk.data.load('tokenizers/english.pickle')",
        "torch.hub.load('pytorch/vision', 'resnet')",
        "tfds.load('glue/mrpc')",
        "spacy.load('a.b')",
        "xr.tutorial.open_dataset('a.nc')",
        "importlib.resources.open_text('course.data', 'a.csv')",
        "webbrowser.open('a.html')",
        "Image(data)",
        "HTML('<img src=a.png>')",
        "HTML('See a.png')",
        "plt.style.use('seaborn-v0.8')",
        "x.open('w')",
        "# open('a.txt')",
        "'open(\"a.txt\")'",
        "file.read()",
        "'a.b'.read_text()",
    ],
)
def test_what_is_no_file_of_the_repository(read, source):
    assert not list(read(source).needs_of("read"))


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("open('a.txt', 'w')", "a.txt"),
        ("open('a.txt', mode='ab')", "a.txt"),
        ("open(name, 'wb')", "*"),
        ("Path('a.txt').open('w')", "a.txt"),
        ("Path('a.txt').write_text('x')", "a.txt"),
        ("path.write_text('x')", "*"),
        ("h5py.File('a.h5', 'w')", "a.h5"),
        ("df.to_csv('a.csv')", "a.csv"),
        ("df.to_csv(path)", "*"),
        ("np.save('a.npy', x)", "a.npy"),
        ("joblib.dump(model, 'a.pkl')", "a.pkl"),
        ("wavfile.write('a.wav', rate, x)", "a.wav"),
        ("plt.savefig('a.png')", "a.png"),
        ("plt.savefig(f'plot-{n}.png')", "plot-*.png"),
        ("os.makedirs('data')", "data"),
        ("Path('data').mkdir()", "data"),
        ("urlretrieve(url, 'a.csv')", "a.csv"),
        ("urlretrieve('https://x.org/a.csv', filename='a.csv')", "a.csv"),
        ("gdown.download(url)", "*"),
        ("archive.extractall()", "*"),
        ("shutil.copy('a.csv', 'b.csv')", "b.csv"),
        ("os.rename('a.csv', 'b.csv')", "b.csv"),
    ],
)
def test_what_is_written(read, source, path):
    assert ("write", path) in files(read(source))


@pytest.mark.parametrize(
    "source",
    [
        "df.to_csv()",
        "json.dump(data, handle)",
        "handle.write('a.txt')",
        "text.replace('a.csv', 'b.csv')",
        "df.rename(columns={'a.b': 'c'})",
        "nltk.download('punkt')",
        "plt.savefig(name)",
    ],
)
def test_what_writes_no_file_that_a_chapter_could_read(read, source):
    assert files(read(source)) == []


def test_a_copy_reads_too(read):
    assert files(read("import shutil\nshutil.copyfile('a.csv', 'b.csv')")) == [
        ("read", "a.csv"),
        ("write", "b.csv"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    open('a.txt')\nexcept FileNotFoundError:\n    pass",
        "try:\n    open('a.txt')\nexcept OSError as error:\n    pass",
        "try:\n    open('a.txt')\nexcept:\n    pass",
        "if os.path.exists('a.txt'):\n    open('a.txt')",
        "if local:\n    x = 1\nelse:\n    open('a.txt')",
        "x = open('a.txt') if local else None",
        "with suppress(FileNotFoundError):\n    open('a.txt')",
    ],
)
def test_a_guarded_file_is_optional(read, source):
    (need,) = read(source).needs_of("read")
    assert need.optional


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    open('a.txt')\nexcept ImportError:\n    pass",
        "try:\n    pass\nfinally:\n    open('a.txt')",
        "if __name__ == '__main__':\n    open('a.txt')",
        "for x in y:\n    open('a.txt')",
        "if open('a.txt'):\n    pass",
    ],
)
def test_a_file_that_is_needed(read, source):
    (need,) = read(source).needs_of("read")
    assert not need.optional


def test_the_place_of_a_file(read):
    first, second = read("1", "import x\n\ny = [\n  pd.read_csv('a.csv'),\n]\nopen('b.txt')").needs
    assert (first.cell, first.line, first.by) == (2, 4, "pd.read_csv")
    assert (second.cell, second.line, second.by) == (2, 6, "open")


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("sys.path.append('/Users/anna/src')", "/Users/anna/src"),
        (r"sys.path.insert(0, 'C:\\course')", r"C:\course"),
        ("os.chdir('/home/anna/course')", "/home/anna/course"),
    ],
)
def test_an_absolute_folder_of_modules_is_read(read, source, path):
    assert files(read(source)) == [("read", path)]


@pytest.mark.parametrize("folder", ["'../src'", "os.getcwd() + '/src'", "f'{root}/src'", "root"])
def test_a_folder_of_the_repository_is_where_modules_are_looked_for(read, folder):
    assert files(read(f"sys.path.append({folder})")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("tarfile.open('a.tgz', 'w:gz')", [("write", "a.tgz")]),
        ("tarfile.open('a.tgz', 'r|gz')", [("read", "a.tgz")]),
        ("open('a.txt', mode)", [("write", "a.txt")]),
        ("open('a.txt', encoding='utf-8')", [("read", "a.txt")]),
        ("dot.render('g', format='png')", [("write", "g.*")]),
        ("template.render('g')", []),
    ],
)
def test_modes_and_renderings(read, source, expected):
    assert files(read(source)) == expected
