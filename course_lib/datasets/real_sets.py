"""The real sets of the CycleGAN paper, by name: what each is, what it weighs, whose it is, and how to get it.

J.-Y. Zhu, T. Park, P. Isola, A. A. Efros, Unpaired image-to-image translation using cycle-consistent adversarial
networks, ICCV 2017, section 7.1 and the publishers' page. Sizes and checksums are those of TensorFlow Datasets
(cycle_gan). Cityscapes may no longer be had from the publishers, for its licence does not allow it.
"""

from dataclasses import dataclass
from pathlib import Path

from course_lib import checks
from course_lib.datasets import archives, downloads, fetching, room
from course_lib.datasets.fetching import RemoteFile
from course_lib.datasets.transfer import length
from course_lib.errors import DownloadError

PARTS = ("trainA", "trainB", "testA", "testB")
MIRRORS = (
    "https://efrosgans.eecs.berkeley.edu/cyclegan/datasets/",
    "http://efrosgans.eecs.berkeley.edu/cyclegan/datasets/",
    "https://people.eecs.berkeley.edu/~taesung_park/CycleGAN/datasets/",  # the old home, where others link to
)
INSTEAD = (
    'a world that the course draws itself, worlds.WORLDS["savanna"].unpaired(1000) for horses and zebras, '
    "or two folders of your own pictures, translation_sets.two_folders(a, b)"
)

# What the publishers' page says of where the pictures are from; none of the archives comes with a licence.
IMAGENET = "none given; photographs from ImageNet, whose terms allow research and teaching that is not commercial"
FLICKR = "none given; photographs from Flickr, which are their photographers'"
WIKIART = "none given; paintings from WikiArt, and photographs from Flickr, which are their photographers'"
GOOGLE = "none given; taken from Google Maps, whose terms apply"
CMP = "none given with it; from the CMP Facade Database, whose terms nobody checked for this course"


@dataclass(frozen=True)
class RealSet:
    """A set of pictures in two domains.

    Attributes: domains, what A and B show (in maps and facades as the published networks' names have it, sat2map and
    photo2label; nobody looked into the archives); size of the archive in bytes; licence, or what is known of it;
    sha256 of the archive, None where none is published.
    """

    domains: tuple[str, str]
    size: int
    licence: str
    sha256: str | None


REGISTRY = {
    "horse2zebra": RealSet(
        ("horse", "zebra"), 116_867_962, IMAGENET, "a74d9d392eecca9966b51287a76ca126af473d9de4f3e8fc0e9cda08fa1730a1"
    ),
    "monet2photo": RealSet(
        ("Monet", "photo"), 305_231_073, WIKIART, "88f91b00fc228f97c9411fbf1880ec1d119c98f1722e4cfcfaa2fb35fac05b04"
    ),
    "maps": RealSet(
        ("aerial", "map"), 1_476_754_427, GOOGLE, "639534f69dbf9f36bef8d6292a7698006361221f83f0285d7c9ca78afe6e8a9e"
    ),
    "apple2orange": RealSet(
        ("apple", "orange"), 78_456_409, IMAGENET, "845a191e9af8926408ea597001cd03a452e3300a1f44a79fe329b3d59f6e3eb8"
    ),
    "summer2winter_yosemite": RealSet(
        ("summer", "winter"), 132_640_856, FLICKR, "167fe1726807a9d22bd106b4a6c0bd7953b688af924ac1bf967439c4961e49f9"
    ),
    "cezanne2photo": RealSet(
        ("Cezanne", "photo"), 279_885_071, WIKIART, "3a6c10ca21f9485862f1cbd707744b9dc258954a04631271d23a3605eeb63cff"
    ),
    "ukiyoe2photo": RealSet(
        ("ukiyo-e", "photo"), 292_946_532, WIKIART, "02a2a2fb5ecf425ca1bf86aca7304377da64a2a1d3b86df54eb65e4068bf3b08"
    ),
    "vangogh2photo": RealSet(
        ("Van Gogh", "photo"), 306_590_349, WIKIART, "362c3473e70be0944bda08d49d660eafdc2854df55d697835b8186d1d79caaff"
    ),
    "iphone2dslr_flower": RealSet(
        ("phone", "camera"), 339_964_458, FLICKR, "8fcb5e374d631b107e1d961b8c4cd0a186aa2a4ff3e279923f4c426128de7113"
    ),
    "facades": RealSet(
        ("photo", "labels"), 35_135_868, CMP, "9a31ebf3a31b9b5cd195dd5bf62e9308e00cb94604d1019e3889ac84248695c0"
    ),
}


def path(name: str) -> Path:
    """The folder in which a set lies, or is to be put by hand: in Keras's cache. It holds trainA, trainB, testA, testB.

    Raises SettingError for a name that is not registered.
    """
    _entry(name)
    return downloads.cache() / "datasets" / name


def fetch(name: str) -> Path:
    """The set's folder, fetched and unpacked first where it is not on disk; the archive is deleted then.

    A folder that was put there by hand is taken as it is, and an archive beside it, NAME.zip, if its checksum is right.
    Raises SettingError for a name that is not registered; DownloadError where the set cannot be had, with all that
    helps, or half of it lies there; ArchiveError where the archive is not to be trusted.
    """
    folder, archive = path(name), path(name).with_name(f"{name}.zip")
    lacking = [part for part in PARTS if not (folder / part).is_dir()]
    if not lacking:
        return folder
    if folder.exists():
        raise DownloadError(
            f"{folder} is there, and lacks {', '.join(lacking)}: a set has {', '.join(PARTS)}, with pictures in them. "
            "Complete it, or delete the folder to have the set fetched."
        )
    size = _entry(name).size
    room.demand_disk(folder.parent, 2 * size - min(size, length(archive)), f"{name}, its archive and its pictures,")
    fetching.fetch(_remote(name), archive)
    archives.unpack(archive, folder, PARTS)
    archive.unlink(missing_ok=True)
    return folder


def _remote(name: str) -> RemoteFile:
    entry = _entry(name)
    return RemoteFile(
        what=f"{name}, pictures of {entry.domains[0]} and {entry.domains[1]}",
        mirrors=tuple(f"{mirror}{name}.zip" for mirror in MIRRORS),
        size=entry.size,
        sha256=entry.sha256,
        licence=entry.licence,
        instead=INSTEAD,
        by_hand=f"or unpack it, so that there are\n  {'  '.join(str(path(name) / part) for part in PARTS[:2])} ...",
    )


def _entry(name: str) -> RealSet:
    return REGISTRY[checks.one_of("name", name, tuple(REGISTRY))]
