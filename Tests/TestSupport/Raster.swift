import Foundation

/// A picture of 8-bit samples without padding, as ffmpeg writes raw video.
public struct Raster: Hashable, Sendable {
    /// What a sample means.
    public enum Layout: Hashable, Sendable {
        /// The Y plane as it is coded: 16…235 is black to white in video range.
        case luma
        /// Red, green, blue, interleaved.
        case rgb

        var samplesPerPixel: Int { self == .rgb ? 3 : 1 }
    }

    public let width: Int
    public let height: Int
    public let layout: Layout
    public let samples: [UInt8]

    /// - Precondition: There are as many samples as the size and layout ask for.
    public init(width: Int, height: Int, layout: Layout, samples: [UInt8]) {
        precondition(samples.count == width * height * layout.samplesPerPixel)
        self.width = width
        self.height = height
        self.layout = layout
        self.samples = samples
    }

    /// The samples of one pixel.
    public subscript(x: Int, y: Int) -> [UInt8] {
        let start = (y * width + x) * layout.samplesPerPixel
        return Array(samples[start..<start + layout.samplesPerPixel])
    }

    /// The mean of a sample over a rectangle of pixels.
    public func mean(
        x: Range<Int>, y: Range<Int>, sample: Int = 0
    ) -> Double {
        var sum = 0
        for row in y {
            for column in x {
                sum += Int(samples[(row * width + column) * layout.samplesPerPixel + sample])
            }
        }
        return Double(sum) / Double(x.count * y.count)
    }

    /// The mean of a sample over the whole picture.
    public func mean(sample: Int = 0) -> Double {
        mean(x: 0..<width, y: 0..<height, sample: sample)
    }
}
