internal import Foundation

/// Reads the text of a `.cube` file (Adobe Cube LUT Specification 1.0), including files with curves before the cube, as
/// DaVinci Resolve writes them.
///
/// An unknown keyword is an error: skipping one such as `LUT_IN_VIDEO_RANGE` would change colours silently.
struct CubeParser {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 0

    private var curveSize: Int?
    private var cubeSize: Int?
    private var domain = ColorCube.ClosedDomain()
    private var curveDomain: ColorCube.ClosedDomain?
    private var cubeDomain: ColorCube.ClosedDomain?
    private var colors: [SIMD3<Float>] = []

    /// The specification's limits, except for cubes. A cube of 65 is the largest that programs write, and has 13 MB of
    /// text; the specification's 256 would have 800 MB.
    private static let curveSizes = 2...65_536
    private static let cubeSizes = 2...65
    /// The most bytes of a line (version 1.0 of the specification says 250).
    private static let longestLine = 1_000
    /// The largest number allowed; a camera's linear light goes up to some hundreds.
    private static let largestNumber: Float = 1e6

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: ``CubeError`` with the line, counted from 1.
    consuming func cube() throws(CubeError) -> ColorCube {
        var parser = self
        while let words = try parser.nextLine() { try parser.read(words) }
        return try parser.result()
    }

    // MARK: Lines

    /// The words of the next line that contains any; nil at the end.
    private mutating func nextLine() throws(CubeError) -> [ArraySlice<UInt8>]? {
        while place < bytes.count {
            let start = place
            while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
            var text = bytes[start..<place]
            // A line ends with LF, CR, or both.
            if place < bytes.count {
                place += bytes[place] == 13 && place + 1 < bytes.count && bytes[place + 1] == 10 ? 2 : 1
            }
            line += 1
            guard text.count <= Self.longestLine else {
                throw failure("It has \(text.count) bytes; the limit is \(Self.longestLine).")
            }
            if line == 1, text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
            let words = text.split { $0 == 32 || $0 == 9 }
            if let first = words.first, first.first != UInt8(ascii: "#") { return words }
        }
        return nil
    }

    private mutating func read(_ words: [ArraySlice<UInt8>]) throws(CubeError) {
        guard let first = words.first, let letter = first.first, letter >= UInt8(ascii: "A") else {
            return try readColor(words)
        }
        let keyword = Self.text(first)
        if keyword != "TITLE", !colors.isEmpty {
            throw failure("\(keyword) comes after the first row of the table; it belongs before it.")
        }
        switch keyword {
        case "TITLE": break
        case "LUT_1D_SIZE": curveSize = try size(words, Self.curveSizes, curveSize)
        case "LUT_3D_SIZE": cubeSize = try size(words, Self.cubeSizes, cubeSize)
        case "DOMAIN_MIN": domain.lower = try numbers(words.dropFirst(), "three numbers")
        case "DOMAIN_MAX": domain.upper = try numbers(words.dropFirst(), "three numbers")
        case "LUT_1D_INPUT_RANGE": curveDomain = try range(words)
        case "LUT_3D_INPUT_RANGE": cubeDomain = try range(words)
        default:
            throw failure(
                "\(keyword) is not known. The keywords are TITLE, LUT_1D_SIZE, LUT_3D_SIZE, DOMAIN_MIN, "
                    + "DOMAIN_MAX, LUT_1D_INPUT_RANGE and LUT_3D_INPUT_RANGE.")
        }
    }

    private mutating func readColor(_ words: [ArraySlice<UInt8>]) throws(CubeError) {
        guard curveSize != nil || cubeSize != nil else {
            throw failure("Before the first row there must be LUT_1D_SIZE or LUT_3D_SIZE.")
        }
        guard colors.count < rowCount else {
            throw failure("By its size the table has \(rowCount) rows; this is one too many.")
        }
        colors.append(try numbers(words[...], "a row of three numbers"))
    }

    private var cubeRows: Int { cubeSize.map { $0 * $0 * $0 } ?? 0 }
    private var rowCount: Int { (curveSize ?? 0) + cubeRows }

    // MARK: Words

    private func size(
        _ words: [ArraySlice<UInt8>], _ range: ClosedRange<Int>, _ earlier: Int?
    ) throws(CubeError) -> Int {
        let keyword = Self.text(words[0])
        if earlier != nil { throw failure("\(keyword) appears twice.") }
        guard words.count == 2, let size = Int(Self.text(words[1])), range.contains(size) else {
            throw failure(
                "\(keyword) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return size
    }

    private func range(_ words: [ArraySlice<UInt8>]) throws(CubeError) -> ColorCube.ClosedDomain {
        guard words.count == 3, let lower = number(words[1]), let upper = number(words[2]) else {
            throw failure("\(Self.text(words[0])) must be two numbers.")
        }
        return ColorCube.ClosedDomain(lower: SIMD3(repeating: lower), upper: SIMD3(repeating: upper))
    }

    private func numbers(
        _ words: ArraySlice<ArraySlice<UInt8>>, _ wanted: String
    ) throws(CubeError) -> SIMD3<Float> {
        let numbers = words.count == 3 ? words.compactMap(number) : []
        guard numbers.count == 3 else {
            let found = words.map(Self.text).joined(separator: " ").prefix(60)
            throw failure("This must be \(wanted) such as 0.5 0.25 1, not \"\(found)\".")
        }
        return SIMD3(numbers[0], numbers[1], numbers[2])
    }

    /// Parses a decimal number. Swift alone would also accept infinity, NaN and hexadecimal digits.
    private func number(_ word: ArraySlice<UInt8>) -> Float? {
        let isDecimal = word.allSatisfy { byte in
            (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte)
        }
        guard isDecimal, let number = Float(Self.text(word)), number.magnitude <= Self.largestNumber else {
            return nil
        }
        return number
    }

    /// Invalid UTF-8 becomes replacement characters, which occur in no keyword or number.
    private static func text(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self) }

    private func failure(_ reason: String) -> CubeError { CubeError(line: line, reason: reason) }

    // MARK: The table

    private func result() throws(CubeError) -> ColorCube {
        guard curveSize != nil || cubeSize != nil else {
            throw CubeError(
                line: nil, reason: "It is not a .cube file: it has neither LUT_1D_SIZE nor LUT_3D_SIZE.")
        }
        guard colors.count == rowCount else {
            throw CubeError(
                line: nil, reason: "It has \(colors.count) rows; by its size it must have \(rowCount).")
        }
        let curves = curveSize.map { size in
            ColorCube.Table(
                size: size, colors: Array(colors[..<size]), domain: curveDomain ?? domain)
        }
        let cube = cubeSize.map { size in
            ColorCube.Table(
                size: size, colors: Array(colors[(curveSize ?? 0)...]), domain: cubeDomain ?? domain)
        }
        for table in [curves, cube].compactMap(\.self) {
            guard (table.domain.upper .> table.domain.lower) == SIMDMask(repeating: true) else {
                throw CubeError(
                    line: nil, reason: "Its domain must end above where it begins, in each channel.")
            }
        }
        return ColorCube(curves: curves, cube: cube)
    }
}
