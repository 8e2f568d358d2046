import Kernels
import Testing

@Suite struct FieldFilterTests {
    private static let (width, height) = (37, 24)
    private static let plane = FieldFilter.Plane(width: width, height: height, stride: width)

    /// Rows that look like noise and are the same in every run.
    private static func noise(_ seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<width * height).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    private static func filled(
        _ filter: FieldFilter, _ previous: [UInt8], _ current: [UInt8], _ next: [UInt8],
        hasNeighbours: Bool = true
    ) -> [UInt8] {
        var plane = plane
        plane.stride *= filter.bytesPerSample
        var target = [UInt8](repeating: 0, count: current.count)
        var bytes = target.mutableSpan
        filter.fill(
            &bytes, plane, previous: previous.span, plane, current: current.span, plane, next: next.span,
            plane, hasNeighbours: hasNeighbours)
        return target
    }

    @Test("Where nothing moves, both fields stay as they are", arguments: [true, false])
    func weavesStills(isTopFieldFirst: Bool) {
        let filter = FieldFilter(bytesPerSample: 1, maximum: 255, isTopFieldFirst: isTopFieldFirst)
        let still = Self.noise(1)
        #expect(Self.filled(filter, still, still, still) == still)
    }

    @Test("The earlier field stays, whatever moves", arguments: [true, false], [true, false])
    func keepsEarlierField(isTopFieldFirst: Bool, hasNeighbours: Bool) {
        let filter = FieldFilter(bytesPerSample: 1, maximum: 255, isTopFieldFirst: isTopFieldFirst)
        let current = Self.noise(2)
        let made = Self.filled(
            filter, Self.noise(1), current, Self.noise(3), hasNeighbours: hasNeighbours)
        for row in 0..<Self.height {
            let range = row * Self.width..<(row + 1) * Self.width
            let isKept = (row % 2 == 0) == isTopFieldFirst
            #expect((made[range] == current[range]) == isKept, "row \(row)")
        }
    }

    @Test("A picture without neighbours has its rows from above and below")
    func interpolatesAlone() {
        let filter = FieldFilter(bytesPerSample: 1, maximum: 255, isTopFieldFirst: true)
        // The upper field is a slope and the lower one, which must not be seen, is black.
        let slope = (0..<Self.height).flatMap { row in
            [UInt8](repeating: row % 2 == 0 ? UInt8(5 * row) : 0, count: Self.width)
        }
        let made = Self.filled(filter, slope, slope, slope, hasNeighbours: false)
        for row in stride(from: 3, to: Self.height - 3, by: 2) {
            #expect(abs(Int(made[row * Self.width]) - 5 * row) <= 1, "row \(row)")
        }
    }

    @Test("Samples of 16 bits give what those of 8 bits do", arguments: [true, false])
    func widthsAgree(hasNeighbours: Bool) {
        let pictures = (1...3).map { Self.noise($0) }
        let narrow = FieldFilter(bytesPerSample: 1, maximum: 255, isTopFieldFirst: true)
        let wide = FieldFilter(bytesPerSample: 2, maximum: 255, isTopFieldFirst: true)
        let words = pictures.map { picture in picture.flatMap { [$0, UInt8(0)] } }
        let expected = Self.filled(
            narrow, pictures[0], pictures[1], pictures[2], hasNeighbours: hasNeighbours)
        let made = Self.filled(wide, words[0], words[1], words[2], hasNeighbours: hasNeighbours)
        #expect(made == expected.flatMap { [$0, UInt8(0)] })
    }
}
