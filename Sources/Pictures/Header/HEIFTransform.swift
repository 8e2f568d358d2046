internal import Containers
internal import Libav

/// What happens to a coded picture before it is shown: cropping, rotation and mirroring (ISO/IEC 23008-12, 6.5.9,
/// 6.5.10, 6.5.12).
struct HEIFTransform: Hashable {
    /// The visible part of the coded picture.
    private(set) var visible: PixelRect
    /// How to turn this part upright.
    private(set) var orientation = Orientation.identity

    /// - Parameter properties: what is said of the picture; the order of `clap`, `irot` and `imir` counts.
    init(width: Int, height: Int, _ properties: [Box], _ reader: BoxReader) {
        visible = PixelRect(x: 0, y: 0, width: width, height: height)
        for property in properties {
            var cursor = reader.cursor(property)
            let value = try? cursor.uint8()
            switch (property.type, value) {
            // 6.5.10: quarter turns counter-clockwise.
            case ("irot", let angle?):
                orientation = orientation.turned(clockwiseDegrees: -90 * Int(angle & 3))
            // 6.5.12: 0 exchanges top and bottom, 1 left and right.
            case ("imir", let axis?): orientation = orientation.mirroredAgain(topToBottom: axis & 1 == 0)
            case ("clap", _): cut(property, reader)
            default: break
            }
        }
    }

    /// Uses an orientation that the container gives in another way.
    init(_ visible: PixelRect, _ orientation: Orientation) {
        self.visible = visible
        self.orientation = orientation
    }

    /// Cuts off what lies outside a clean aperture, which is measured on the picture as it is turned by then.
    private mutating func cut(_ property: Box, _ reader: BoxReader) {
        let isTurned = orientation.swapsAxes
        let size = isTurned ? (visible.height, visible.width) : (visible.width, visible.height)
        guard let aperture = try? Self.aperture(property, of: size, reader) else { return }
        let (right, bottom) = (aperture.x + aperture.width - 1, aperture.y + aperture.height - 1)
        let corners = [(aperture.x, aperture.y), (right, bottom)].map {
            orientation.source(x: $0.0, y: $0.1, width: visible.width, height: visible.height)
        }
        visible = PixelRect(
            x: visible.x + min(corners[0].x, corners[1].x), y: visible.y + min(corners[0].y, corners[1].y),
            width: isTurned ? aperture.height : aperture.width,
            height: isTurned ? aperture.width : aperture.height)
    }

    /// Reads a clean aperture (ISO/IEC 14496-12, 12.1.4): width, height and the offset of the centre, each as a
    /// fraction. Rounds as libheif does.
    ///
    /// Nil if the rectangle does not lie within the picture: such a property is ignored.
    private static func aperture(
        _ property: Box, of size: (width: Int, height: Int), _ reader: BoxReader
    ) throws(HeaderError) -> PixelRect? {
        var cursor = reader.cursor(property)
        var values: [Double] = []
        for _ in 0..<4 {
            let (numerator, denominator) = (try cursor.int32(), try cursor.uint32())
            guard denominator > 0 else { return nil }
            values.append(Double(numerator) / Double(denominator))
        }
        guard values[0] >= 1, values[1] >= 1 else { return nil }
        let x = ((Double(size.width) - values[0]) / 2 + values[2]).rounded(.down)
        let y = ((Double(size.height) - values[1]) / 2 + values[3]).rounded()
        let (width, height) = (Int(values[0].rounded()), Int(values[1].rounded()))
        guard x >= 0, y >= 0, Int(x) + width <= size.width, Int(y) + height <= size.height else { return nil }
        return PixelRect(x: Int(x), y: Int(y), width: width, height: height)
    }
}

extension Orientation {
    /// This orientation followed by a rotation.
    func turned(clockwiseDegrees: Int) -> Orientation {
        Orientation(clockwiseDegrees: self.clockwiseDegrees + clockwiseDegrees, mirrored: isMirrored)
    }

    /// This orientation followed by a mirroring.
    func mirroredAgain(topToBottom: Bool) -> Orientation {
        // Mirroring left to right after a rotation equals mirroring before the opposite rotation. Mirroring top to
        // bottom equals mirroring left to right and then rotating by 180°.
        Orientation(
            clockwiseDegrees: (topToBottom ? 180 : 0) - clockwiseDegrees, mirrored: !isMirrored)
    }
}
