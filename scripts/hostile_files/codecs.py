"""Decoders that no phone needs, in containers that are allowed: each is a door that must be shut."""

from collections.abc import Iterator

from .bait import Bait
from .media import PICTURES, SOUND, clip
from .sample import Sample

VIDEO = [
    "magicyuv", "ffv1", "ffvhuff", "huffyuv", "cinepak", "snow", "rawvideo", "utvideo", "qtrle", "svq1", "rpza", "smc",
    "jpegls", "jpeg2000", "tiff", "targa", "bmp", "sgi", "dpx", "exr", "dvvideo", "dnxhd", "cfhd", "hap", "zlib", "zmbv",
    "msvideo1", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "flv", "flashsv", "asv1", "asv2", "v210", "v308", "v408", "v410",
    "r210", "amv", "speedhq", "vc2", "libtheora", "rv10", "cljr", "y41p", "yuv4", "avui", "mpeg1video", "h261",
]
AUDIO = [
    "adpcm_ima_wav", "adpcm_ms", "adpcm_ima_qt", "adpcm_swf", "pcm_alaw", "pcm_mulaw", "pcm_f64le", "pcm_dvd", "wmav1",
    "wmav2", "tta", "wavpack", "truehd", "dca", "mp2", "nellymoser", "g723_1", "g722", "libspeex", "libgsm", "roq_dpcm",
    "mlp", "sonic", "comfortnoise", "aptx", "sbc",
]
CONTAINERS = [".mov", ".mkv", ".avi"]


def samples() -> Iterator[Sample]:
    for codec in VIDEO:
        for container in CONTAINERS if codec in ("magicyuv", "ffv1", "cinepak", "rawvideo", "snow", "huffyuv") else CONTAINERS[:2]:
            def picture(bait: Bait, container=container, codec=codec) -> bytes | None:
                return clip(container, *PICTURES, "-c:v", codec, "-strict", "-2")

            yield Sample("unlisted codecs", codec + container, picture, refused=True)
    for codec in AUDIO:
        for container in CONTAINERS[:2]:
            # The picture is one that everybody shows; it is the sound that must not be decoded.
            def sound(bait: Bait, container=container, codec=codec) -> bytes | None:
                return clip(container, *PICTURES, *SOUND, "-c:v", "mjpeg", "-c:a", codec, "-strict", "-2", "-ar", "8000", "-ac", "1")

            yield Sample("unlisted codecs", codec + container, sound)
    for extension in [".flv", ".wmv", ".asf", ".rm", ".nut", ".mxf", ".dv", ".ivf", ".swf", ".mpg", ".vob", ".gxf", ".caf", ".au", ".y4m", ".wtv", ".voc", ".aiff", ".w64", ".ffm", ".amv", ".ogv"]:
        def content(bait: Bait, extension=extension) -> bytes | None:
            return clip(extension, *PICTURES, *SOUND) or clip(extension, *PICTURES) or clip(extension, *SOUND)

        yield Sample("unlisted containers", "clip" + extension, content, refused=extension != ".ogv")
        yield Sample("unlisted containers", f"as-{extension[1:]}.mp4", content, refused=extension != ".ogv")
