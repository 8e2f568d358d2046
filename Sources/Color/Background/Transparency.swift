package import Libav

/// What of a picture is transparent, for a picture that was flattened on black and then changed its colours.
package struct Transparency: ~Copyable {
    /// The opacity as luma in limited range: 16 is transparent. Of the picture's size.
    private let mask: Frame
    /// What became of black, in each plane.
    private let black: [UInt8]

    /// - Parameters:
    ///   - mask: the opacity as luma in limited range; ``Libav/PixelFormat/yuv420p``, of the picture's size.
    ///   - black: a picture of nothing but black, with the same changes of colour.
    package init(mask: consuming Frame, black: borrowing Frame) {
        self.mask = mask
        self.black = (0..<3).map { plane in black.withPlane(plane) { samples, _ in samples[0] } }
    }

    /// Another reference to the same data.
    ///
    /// - Throws: ``LibavError`` if memory runs out.
    package func reference() throws(LibavError) -> Transparency {
        Transparency(mask: try mask.reference(), black: black)
    }

    private init(mask: consuming Frame, black: [UInt8]) {
        self.mask = mask
        self.black = black
    }

    /// Lays the picture over a canvas, which is seen through its transparent parts.
    ///
    /// In a picture on black, the light of the transparent share is missing, and what black became stands in its place.
    /// The canvas's light takes that place.
    ///
    /// - Parameters:
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    /// - Precondition: all are ``Libav/PixelFormat/yuv420p``, the picture lies in the canvas, and the canvas's data has
    ///   no other reference.
    package func lay(_ picture: borrowing Frame, over canvas: inout Frame, atX x: Int, atY y: Int) {
        precondition(
            picture.width == mask.width && picture.height == mask.height
                && canvas.holds(picture, .identity, atX: x, atY: y))
        for plane in 0..<3 {
            let shift = plane == 0 ? 0 : 1
            let black = Int32(black[plane])
            mask.withPlane(0) { opacity, opacityLayout in
                picture.withPlane(plane) { source, layout in
                    canvas.withMutablePlane(plane) { target, targetLayout in
                        for row in 0..<layout.height {
                            let start = ((y >> shift) + row) * targetLayout.stride + x >> shift
                            for column in 0..<layout.width {
                                let clear = Self.clearness(
                                    opacity[(row << shift) * opacityLayout.stride + column << shift])
                                let behind = Int32(target[start + column]) - black
                                let sum = Int32(source[row * layout.stride + column]) * 256 + behind * clear
                                target[start + column] = UInt8(clamping: (sum + 128) >> 8)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The transparent share in 256ths, for an opacity in limited range.
    private static func clearness(_ opacity: UInt8) -> Int32 {
        256 - min(256, max(0, (Int32(opacity) - 16) * 256 / 219))
    }
}

extension Frame {
    /// The opacity of a picture as a grey picture, which scales and turns like the picture itself.
    ///
    /// - Precondition: the format is ``Libav/PixelFormat/rgba``.
    /// - Throws: ``LibavError`` if memory runs out.
    package borrowing func opacity() throws(LibavError) -> Frame {
        precondition(format == .rgba, "\(format) has no alpha")
        var grey = try Frame(width: width, height: height, format: .rgba)
        withPlane(0) { source, layout in
            grey.withMutablePlane(0) { target, targetLayout in
                for y in 0..<layout.height {
                    for x in 0..<layout.width {
                        let alpha = source[y * layout.stride + 4 * x + 3]
                        let start = y * targetLayout.stride + 4 * x
                        for channel in 0..<3 { target[start + channel] = alpha }
                        target[start + 3] = 255
                    }
                }
            }
        }
        return grey
    }
}
