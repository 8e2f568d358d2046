import Foundation
import Libav
import Pictures
import TestSupport

/// The first picture of a file.
func firstPicture(
    of path: String, wanting purpose: PictureReader.Purpose = .display, limits: PictureLimits = .default
) throws -> Frame {
    var reader = try PictureReader(path: path, wanting: purpose, limits: limits)
    guard let picture = try reader.next() else {
        throw PictureError(code: .damaged, path: path, message: "none")
    }
    return picture.frame
}

/// The bytes of a packed frame, without padding.
func pixels(of frame: borrowing Frame, bytesPerPixel: Int = 4) -> [UInt8] {
    frame.withPlane(0) { samples, layout in
        var result: [UInt8] = []
        for row in 0..<layout.height {
            let start = row * layout.stride
            for index in start..<start + layout.width * bytesPerPixel { result.append(samples[index]) }
        }
        return result
    }
}

/// The largest and the mean difference of two pictures' bytes; 255 if their lengths differ.
///
/// (If two long arrays differ, `#expect` would search for the shortest edit for hours.)
func difference(_ one: [UInt8], _ other: [UInt8]) -> (largest: Int, mean: Double) {
    guard one.count == other.count, !one.isEmpty else { return (255, 255) }
    let distances = zip(one, other).map { abs(Int($0) - Int($1)) }
    return (distances.max() ?? 0, Double(distances.reduce(0, +)) / Double(distances.count))
}

/// A file's contents.
func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
}

extension TemporaryDirectory {
    /// Writes a file and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
