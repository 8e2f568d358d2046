internal import Libav
