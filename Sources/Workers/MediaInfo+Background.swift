internal import Libav
internal import Probing
internal import Story

extension MediaInfo {
    /// What a slide without media is planned from: a still picture of the canvas's size.
    init(background preset: Preset) {
        self.init(
            kind: .background, container: "", bytes: 0,
            picture: PictureInfo(
                codedWidth: preset.width, codedHeight: preset.height, pixelFormat: "yuv420p",
                colorimetry: .bt709))
    }
}
