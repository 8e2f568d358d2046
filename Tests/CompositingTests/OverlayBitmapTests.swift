import Libav
import Testing

@testable import Compositing

@Suite struct OverlayBitmapTests {
    /// The values of 75 % colour bars in BT.709, ITU-R BT.709-6 items 3.2–3.4, 8-bit limited range.
    @Test(
        "Colours become BT.709 in limited range",
        arguments: [
            (0xff00_0000, 16, 128, 128), (0xffff_ffff, 235, 128, 128), (0xff80_8080, 126, 128, 128),
            (0xffff_0000, 63, 102, 240), (0xff00_ff00, 173, 42, 26), (0xff00_00ff, 32, 240, 118),
            (0xffbf_bf00, 168, 44, 136), (0xff00_bfbf, 145, 147, 44),
        ] as [(UInt32, UInt8, UInt8, UInt8)])
    func colours(pixel: UInt32, y: UInt8, cb: UInt8, cr: UInt8) {
        let overlay = OverlayBitmap(
            PlacedBitmap(
                bitmap: Bitmap(width: 6, height: 4, pixels: Array(repeating: pixel, count: 24)), x: 0, y: 0))
        #expect(overlay.luma.samples[0] == y)
        #expect(overlay.cb.samples[1] == cb && overlay.cr.samples[1] == cr)
        #expect(overlay.cb.alpha[1] == 255)
    }

    @Test("No sample exceeds its alpha, so that blending cannot overflow")
    func samplesBelowAlpha() {
        var generator = SystemRandomNumberGenerator()
        let pixels = (0..<(33 * 21)).map { _ -> UInt32 in
            let alpha = Int.random(in: 0...255, using: &generator)
            let colour = (0..<3).map { _ in Int.random(in: 0...alpha, using: &generator) }
            return UInt32(alpha: alpha, red: colour[0], green: colour[1], blue: colour[2])
        }
        let overlay = OverlayBitmap(
            PlacedBitmap(bitmap: Bitmap(width: 33, height: 21, pixels: pixels), x: 3, y: 5))
        for plane in [overlay.luma, overlay.cb, overlay.cr] {
            #expect(zip(plane.samples, plane.alpha).allSatisfy { $0 <= $1 })
        }
    }

    @Test(
        "The planes begin at an even pixel and hold the whole picture", arguments: [-3, -2, 0, 1, 7], 1...4)
    func alignment(position: Int, size: Int) {
        let bitmap = Bitmap(
            width: size, height: size, pixels: Array(repeating: 0xffff_ffff, count: size * size))
        let overlay = OverlayBitmap(PlacedBitmap(bitmap: bitmap, x: position, y: position))
        #expect(overlay.x % 2 == 0 && overlay.y % 2 == 0 && overlay.x <= position && overlay.y <= position)
        #expect(overlay.luma.width == 2 * overlay.cb.width && overlay.luma.height == 2 * overlay.cb.height)
        #expect(overlay.luma.alpha.count { $0 == 255 } == size * size)
        for (row, extent) in overlay.luma.extents.enumerated() {
            let isInside = (position..<(position + size)).contains(overlay.y + row)
            #expect(extent == (isInside ? (position - overlay.x)..<(position - overlay.x + size) : 0..<0))
        }
    }

    @Test("A chroma sample weights three columns 1, 2 and 1, with its own in the middle")
    func siting() {
        // One opaque column of two rows. An even column has a chroma sample of its own; an odd one contributes half to
        // each neighbour.
        let column = Bitmap(width: 1, height: 2, pixels: [0xffff_ffff, 0xffff_ffff])
        #expect(OverlayBitmap(PlacedBitmap(bitmap: column, x: 2, y: 0)).cb.alpha.prefix(1) == [128])
        #expect(OverlayBitmap(PlacedBitmap(bitmap: column, x: 3, y: 0)).cb.alpha == [64, 64])
    }

    @Test(
        "Chroma at the canvas's edge has the picture's full colour, even if the rest of the picture lies outside"
    )
    func canvasEdge() throws {
        let red = Bitmap(width: 12, height: 12, pixels: Array(repeating: 0xffff_0000, count: 144))
        let canvas = PixelArea(x: 0, y: 0, width: 16, height: 16)
        var frame = try Frame.filled(width: 16, height: 16)
        OverlayBitmap(PlacedBitmap(bitmap: red, x: -6, y: -6), on: canvas).blend(onto: &frame, opacity: 256)
        #expect(frame.samples(of: 2).prefix(3) == [240, 240, 240])
    }

    @Test("An empty picture has no samples")
    func empty() {
        let overlay = OverlayBitmap(PlacedBitmap(bitmap: Bitmap(width: 0, height: 0), x: 5, y: 5))
        #expect(overlay.bytes == 0)
    }
}

@Suite struct BitmapTests {
    @Test("Cropping keeps the visible part within the area, and its place")
    func cropping() {
        var bitmap = Bitmap(width: 10, height: 10)
        bitmap.pixels[2 * 10 + 3] = 0xff00_0001
        bitmap.pixels[7 * 10 + 8] = 0x0100_0000
        let canvas = PixelArea(x: 0, y: 0, width: 100, height: 100)
        let all = PlacedBitmap(bitmap: bitmap, x: 20, y: 30).cropped(to: canvas)
        #expect(all.x == 23 && all.y == 32 && all.bitmap.width == 6 && all.bitmap.height == 6)
        #expect(all.bitmap[0, 0] == 0xff00_0001 && all.bitmap[5, 5] == 0x0100_0000)
        let part = PlacedBitmap(bitmap: bitmap, x: -5, y: 30).cropped(to: canvas)
        #expect(part.x == 3 && part.y == 37 && part.bitmap.pixels == [0x0100_0000])
        let none = PlacedBitmap(bitmap: bitmap, x: 200, y: 30).cropped(to: canvas)
        #expect(none.bitmap.pixels.isEmpty)
        #expect(
            PlacedBitmap(bitmap: Bitmap(width: 4, height: 4), x: 0, y: 0).cropped(to: canvas).bitmap.pixels
                .isEmpty)
    }
}

@Suite struct BitmapScalerTests {
    private func area(_ width: Double, _ height: Double, x: Double = 0, y: Double = 0) -> Rectangle {
        Rectangle(minX: x, minY: y, maxX: x + width, maxY: y + height)
    }

    @Test("A uniform colour stays the same at any size", arguments: [1, 3, 7, 16, 100])
    func evenColour(size: Int) {
        let pixel: UInt32 = 0x8040_1ff0
        let bitmap = Bitmap(width: 16, height: 9, pixels: Array(repeating: pixel, count: 144))
        let scaled = BitmapScaler(width: 16, height: 9, target: area(Double(size), Double(size))).scale(
            bitmap)
        #expect(scaled.bitmap.width == size && scaled.bitmap.height == size)
        #expect(scaled.bitmap.pixels.allSatisfy { $0 == pixel })
    }

    @Test("The same size gives the same pixels")
    func identity() {
        let pixels = (0..<60).map { UInt32(alpha: 255, red: $0 * 4, green: 255 - $0, blue: $0 * 7 % 256) }
        let bitmap = Bitmap(width: 10, height: 6, pixels: pixels)
        #expect(BitmapScaler(width: 10, height: 6, target: area(10, 6)).scale(bitmap).bitmap == bitmap)
    }

    @Test("A picture made smaller keeps its mean: nothing is skipped")
    func mean() {
        // One column in eight is white. A filter that reads only two pixels would miss most of them.
        let pixels = (0..<(64 * 64)).map { $0 % 8 == 0 ? 0xffff_ffff : 0xff00_0000 } as [UInt32]
        let scaled = BitmapScaler(width: 64, height: 64, target: area(8, 8))
            .scale(Bitmap(width: 64, height: 64, pixels: pixels))
        for pixel in scaled.bitmap.pixels { #expect((20...44).contains(pixel.red)) }
    }

    @Test("Edges between pixels are soft: their alpha is the share that is covered")
    func softEdges() {
        let bitmap = Bitmap(width: 4, height: 4, pixels: Array(repeating: 0xffff_ffff, count: 16))
        let scaled = BitmapScaler(width: 4, height: 4, target: area(4, 4, x: 2.25, y: 3)).scale(bitmap)
        #expect(scaled.x == 2 && scaled.y == 3 && scaled.bitmap.width == 5 && scaled.bitmap.height == 4)
        #expect((0..<5).map { scaled.bitmap[$0, 1].alpha } == [191, 255, 255, 255, 64])
    }
}
