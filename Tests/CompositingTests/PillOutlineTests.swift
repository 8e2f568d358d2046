import Testing

@testable import Compositing

/// A line from `left` to `right`. Lines are 100 high and overlap their neighbours by 20.
private func line(_ index: Int, _ left: Double, _ right: Double) -> Rectangle {
    let top = Double(index) * 80
    return Rectangle(minX: left, minY: top, maxX: right, maxY: top + 100)
}

private func points(_ outline: PillOutline) -> [[Double]] {
    outline.corners.map { [$0.point.x, $0.point.y, $0.radius] }
}

@Suite struct PillOutlineTests {
    @Test("One line is a rectangle whose corners have the radius, or half of its height")
    func single() {
        #expect(
            PillOutline.joined([line(0, 10, 300)], radius: 24).map(points) == [
                [[300, 0, 24], [300, 100, 24], [10, 100, 24], [10, 0, 24]]
            ])
        #expect(
            PillOutline.joined([line(0, 0, 300)], radius: 500)[0].corners.map(\.radius) == [50, 50, 50, 50])
    }

    @Test("A shorter line below a longer one meets its lower edge in a corner turned inwards")
    func shorterBelow() {
        #expect(
            points(PillOutline.joined([line(0, 0, 400), line(1, 100, 300)], radius: 20)[0]) == [
                [400, 0, 20], [400, 100, 20], [300, 100, 20], [300, 180, 20],
                [100, 180, 20], [100, 100, 20], [0, 100, 20], [0, 0, 20],
            ])
    }

    @Test("A longer line below a shorter one keeps all of its height")
    func longerBelow() {
        #expect(
            points(PillOutline.joined([line(0, 100, 300), line(1, 0, 400)], radius: 20)[0]) == [
                [300, 0, 20], [300, 80, 20], [400, 80, 20], [400, 180, 20],
                [0, 180, 20], [0, 80, 20], [100, 80, 20], [100, 0, 20],
            ])
    }

    @Test("Sides that differ by less than the radius are aligned with the longer one")
    func aligned() {
        #expect(
            points(PillOutline.joined([line(0, 12, 388), line(1, 0, 400), line(2, 19, 381)], radius: 20)[0])
                == [[400, 0, 20], [400, 260, 20], [0, 260, 20], [0, 0, 20]])
    }

    @Test("A step that is no wider than two corners has corners of half its width")
    func narrowStep() {
        let outline = PillOutline.joined([line(0, 0, 400), line(1, 0, 370)], radius: 20)[0]
        #expect(points(outline)[1] == [400, 100, 15] && points(outline)[2] == [370, 100, 15])
    }

    @Test("The notch at a line between two longer ones is filled if it would be too narrow")
    func notch() {
        let tight = [
            Rectangle(minX: 0, minY: 0, maxX: 400, maxY: 100),
            Rectangle(minX: 100, minY: 50, maxX: 300, maxY: 150),
            Rectangle(minX: 0, minY: 90, maxX: 350, maxY: 190),
        ]
        #expect(
            points(PillOutline.joined(tight, radius: 20)[0]).map { [$0[0], $0[1]] } == [
                [400, 0], [400, 100], [350, 100], [350, 190], [0, 190], [0, 0],
            ])
        let loose = PillOutline.joined([line(0, 0, 400), line(1, 100, 300), line(2, 0, 400)], radius: 20)[0]
        #expect(loose.corners.count == 12)
    }

    @Test("Lines that do not touch are shapes of their own")
    func apart() {
        #expect(PillOutline.joined([line(0, 0, 400), line(2, 0, 400)], radius: 20).count == 2)
        #expect(PillOutline.joined([], radius: 20).isEmpty)
    }

    /// Random lines about one axis, as in centred text.
    @Test("An outline does not cross itself: its sides stay apart, and its corners go round once")
    func anyLines() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var top = 0.0
            let boxes = (0..<Int.random(in: 1...8, using: &generator)).map { _ -> Rectangle in
                let half = Double.random(in: 5...300, using: &generator)
                let height = Double.random(in: 40...140, using: &generator)
                defer { top += Double.random(in: 10...39, using: &generator) }
                return Rectangle(minX: -half, minY: top, maxX: half, maxY: top + height + 200)
            }
            for outline in PillOutline.joined(boxes, radius: 30) {
                let corners = outline.corners
                var area = 0.0
                for (index, corner) in corners.enumerated() {
                    let next = corners[(index + 1) % corners.count]
                    let way = next.point - corner.point
                    // Each edge is vertical or horizontal, and the curves at its ends do not overlap.
                    #expect(way.x == 0 || way.y == 0)
                    #expect(abs(way.x) + abs(way.y) >= corner.radius + next.radius - 1e-9)
                    area += corner.point.x * next.point.y - next.point.x * corner.point.y
                }
                #expect(area > 0)
                let half = corners.count / 2
                #expect(corners[..<half].allSatisfy { $0.point.x > 0 })
                #expect(corners[half...].allSatisfy { $0.point.x < 0 })
            }
        }
    }
}
