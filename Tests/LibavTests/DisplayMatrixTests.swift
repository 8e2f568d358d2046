import Libav
import Testing

@Suite struct DisplayMatrixTests {
    /// The upright picture's axes in the stored picture, for each orientation.
    static let matrices: [(Orientation, a: Double, b: Double, c: Double, d: Double)] = [
        (.identity, 1, 0, 0, 1),
        (.turned90, 0, 1, -1, 0),
        (.turned180, -1, 0, 0, -1),
        (.turned270, 0, -1, 1, 0),
        (.mirrored, -1, 0, 0, 1),
        (.mirroredTurned180, 1, 0, 0, -1),
        (.mirroredTurned270, 0, 1, 1, 0),
        (.mirroredTurned90, 0, -1, -1, 0),
    ]

    @Test(
        "Each of the eight matrices gives its orientation, whatever the matrix's scale", arguments: matrices)
    func findsOrientation(orientation: Orientation, a: Double, b: Double, c: Double, d: Double) {
        for scale in [1.0, 65_536, 0.5] {
            let matrix = DisplayMatrix(a: a * scale, b: b * scale, c: c * scale, d: d * scale)
            #expect(matrix.orientation == orientation)
            #expect(matrix.isQuarterTurn)
        }
    }

    @Test("A matrix moves each pixel to where the orientation says it comes from", arguments: matrices)
    func agreesWithPixels(orientation: Orientation, a: Double, b: Double, c: Double, d: Double) {
        let width = 5
        let height = 3
        for y in 0..<height {
            for x in 0..<width {
                // The matrix turns the picture about its origin; the terms added here move it into view.
                let turnedX = a * Double(x) + c * Double(y)
                let turnedY = b * Double(x) + d * Double(y)
                let shownX = Int(turnedX) + (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0)
                let shownY = Int(turnedY) + (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0)
                let source = orientation.source(x: shownX, y: shownY, width: width, height: height)
                #expect(source == (x, y))
            }
        }
    }

    @Test("A matrix of zeros is the identity")
    func takesZerosForIdentity() {
        let matrix = DisplayMatrix(a: 0, b: 0, c: 0, d: 0)
        #expect(matrix.isDegenerate)
        #expect(matrix.orientation == .identity)
    }

    @Test("An odd angle becomes the nearest quarter turn, and is reported as odd")
    func snapsOddAngles() {
        let matrix = DisplayMatrix(a: 0.34, b: 0.94, c: -0.94, d: 0.34)
        #expect(matrix.orientation == .turned90)
        #expect(!matrix.isQuarterTurn)
    }
}
