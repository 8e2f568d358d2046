import Libav
import Testing

@testable import Color

@Suite struct AlphaFlatteningTests {
    @Test("Every pixel is multiplied by its alpha, rounded to the nearest code, and made opaque")
    func flattens() throws {
        var frame = try Frame(width: 256, height: 3, format: .rgba)
        let values: [UInt8] = [255, 128, 1]
        frame.withMutablePlane(0) { bytes, layout in
            for y in 0..<3 {
                for x in 0..<256 {
                    let at = y * layout.stride + 4 * x
                    for channel in 0..<3 { bytes[at + channel] = values[channel] }
                    bytes[at + 3] = UInt8(x)
                }
            }
        }
        let flat = try frame.flattenedOnBlack()
        flat.withPlane(0) { bytes, layout in
            for y in 0..<3 {
                for x in 0..<256 {
                    let at = y * layout.stride + 4 * x
                    for channel in 0..<3 {
                        let exact = (Double(values[channel]) * Double(x) / 255).rounded()
                        #expect(bytes[at + channel] == UInt8(exact))
                    }
                    #expect(bytes[at + 3] == 255)
                }
            }
        }
    }
}
