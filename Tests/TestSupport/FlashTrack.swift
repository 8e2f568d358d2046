import Foundation

/// The brightness of each picture of a clip, to find the flashes of the `flash-beep` fixtures.
public struct FlashTrack: Sendable {
    public struct Sample: Hashable, Sendable {
        /// When the picture is shown, in seconds.
        public let time: Double
        /// Mean of Y over the picture, 16…235.
        public let luma: Double
    }

    public let samples: [Sample]

    public init(samples: [Sample]) {
        self.samples = samples
    }

    /// Measures every picture with ffmpeg, without the counter along the lower edge.
    public init(of path: String) async throws {
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-an", "-vf",
            "crop=iw:ih*7/8:0:0,scale=90:140:flags=area,signalstats,"
                + "metadata=print:key=lavfi.signalstats.YAVG:file=-",
            "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "null", "-",
        ])
        samples = result.text.matches(of: /pts_time:([-\d.]+)\s+lavfi\.signalstats\.YAVG=([\d.]+)/)
            .compactMap { match in
                guard let time = Double(match.1), let luma = Double(match.2) else { return nil }
                return Sample(time: time, luma: luma)
            }
    }

    /// The times of pictures at which the clip turns from dark to bright, in seconds.
    public var flashes: [Double] {
        samples.indices.filter { index in
            samples[index].luma > 150 && (index == 0 || samples[index - 1].luma <= 150)
        }.map { samples[$0].time }
    }
}
