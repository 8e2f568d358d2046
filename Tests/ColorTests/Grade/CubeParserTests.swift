import Testing

@testable import Color

@Suite struct CubeParserTests {
    private func cube(_ text: String) throws(CubeError) -> ColorCube {
        try CubeParser(Array(text.utf8)).cube()
    }

    private func failure(_ text: String) -> CubeError? {
        do throws(CubeError) {
            _ = try cube(text)
            return nil
        } catch {
            return error
        }
    }

    /// A cube of size 2 that changes nothing, with red varying fastest.
    private static let corners = (0..<8).map { "\($0 & 1) \($0 >> 1 & 1) \($0 >> 2)" }

    @Test("In a cube, red varies fastest and blue slowest")
    func order() throws {
        let cube = try cube("LUT_3D_SIZE 2\n" + Self.corners.joined(separator: "\n"))
        for color in [SIMD3(1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1), SIMD3(0.2, 0.9, 0.4)] {
            let difference = cube(color) - color
            #expect(max(difference.max(), -difference.min()) < 1e-6)
        }
    }

    @Test("With tetrahedral interpolation, greys depend only on greys")
    func greys() throws {
        // Only black and white are those of the identity.
        let rows = ["0 0 0"] + Array(repeating: "1 0 0.5", count: 6) + ["1 1 1"]
        let cube = try cube("LUT_3D_SIZE 2\n" + rows.joined(separator: "\n"))
        #expect(cube(SIMD3(repeating: 0.25)) == SIMD3(repeating: 0.25))
    }

    @Test("Comments, titles, blank lines, tabs, a byte order mark and all line endings are accepted")
    func tolerates() throws {
        let text =
            "\u{feff}# a comment\r\n\r\nTITLE \"LUT_3D_SIZE 9 é\"\rLUT_1D_SIZE\t3 \n#1 2 3\n"
            + " 0 0 0 \n.5 +5.0e-1 0.5\n1. 1 1"
        #expect(try cube(text)(SIMD3(0.25, 0.5, 0.9)) == SIMD3<Double>(SIMD3<Float>(0.25, 0.5, 0.9)))
    }

    @Test("A domain shifts the table's points, and values outside it count as its edge")
    func domain() throws {
        let cube = try cube(
            "DOMAIN_MIN -1 0 0\nDOMAIN_MAX 1 2 1\nLUT_1D_SIZE 2\n0 0 0\n1 1 1\n")
        #expect(cube(SIMD3(0, 1, 0.5)) == SIMD3(0.5, 0.5, 0.5))
        #expect(cube(SIMD3(-3, 5, 1.5)) == SIMD3(0, 1, 1))
    }

    @Test("Curves before a cube apply first, and each has its own range")
    func shaper() throws {
        let cube = try cube(
            """
            LUT_1D_SIZE 2
            LUT_1D_INPUT_RANGE 0.0 1.0
            LUT_3D_SIZE 2
            LUT_3D_INPUT_RANGE 0.0 2.0
            0 0 0
            2 2 2
            \(Self.corners.joined(separator: "\n"))
            """)
        // The curves double the values, and the cube's range halves them.
        #expect(cube(SIMD3(0.25, 0.5, 1)) == SIMD3(0.25, 0.5, 1))
    }

    @Test(
        "Errors name the line and the cause",
        arguments: [
            ("", nil, "neither"), ("# nothing\n", nil, "neither"), ("0 0 0\n", 1, "LUT_1D_SIZE"),
            ("LUT_3D_SIZE 66\n", 1, "from 2 to 65"), ("LUT_3D_SIZE 1\n", 1, "from 2 to 65"),
            ("\n\nLUT_3D_SIZE two\n", 3, "from 2 to 65"), ("LUT_1D_SIZE 65537\n", 1, "65536"),
            ("LUT_1D_SIZE 2\nLUT_1D_SIZE 2\n", 2, "twice"),
            ("LUT_1D_SIZE 2\n0 0 0\n", nil, "1 rows; by its size it must have 2"),
            ("LUT_1D_SIZE 2\n0 0 0\n0 0 0\n0 0 0\n", 4, "one too many"),
            ("LUT_1D_SIZE 2\n0 0\n", 2, "three numbers"), ("LUT_1D_SIZE 2\n0 0 nan\n", 2, "\"0 0 nan\""),
            ("LUT_1D_SIZE 2\n0 0 0x1\n", 2, "three numbers"),
            ("LUT_1D_SIZE 2\n0 0 1e9\n", 2, "three numbers"),
            ("LUT_1D_SIZE 2\n0 0 1e\n", 2, "three numbers"), ("LUT_1D_SIZE 2\n0 0 0 0\n", 2, "three numbers"),
            ("LUT_1D_SIZE 2\n0 0 0\nDOMAIN_MIN 0 0 0\n", 3, "before"),
            ("LUT_IN_VIDEO_RANGE\n", 1, "not known"), ("LUT_1D_INPUT_RANGE 0\n", 1, "two numbers"),
            ("DOMAIN_MAX 1 0 1\nLUT_1D_SIZE 2\n0 0 0\n1 1 1\n", nil, "domain"),
            ("{\"version\":1}", 1, "not known"),
        ] as [(String, Int?, String)])
    func fails(text: String, line: Int?, words: String) throws {
        let error = try #require(failure(text))
        #expect(error.line == line)
        #expect(error.reason.contains(words), "\(error)")
    }

    @Test("An overlong line is refused")
    func longLines() {
        #expect(failure("TITLE " + String(repeating: "x", count: 100_000))?.line == 1)
    }
}
