import Story
import Testing

@testable import Color

@Suite struct KenBurnsTests {
    private let move = KenBurns(move: .in, frameCount: 150)

    @Test("The move begins with the whole picture and ends 1.12 times closer, and later frames stay there")
    func goesFromWholeToClose() {
        #expect(move.window(at: 0) == NormalizedRect(x: 0, y: 0, width: 1, height: 1))
        #expect(abs(move.window(at: 149).width - 1 / 1.12) < 1e-12)
        #expect(move.window(at: 400) == move.window(at: 149))
    }

    @Test("Every window lies in the picture, has its shape, and is smaller than the one before")
    func staysInside() {
        let windows = (0..<150).map { move.window(at: $0) }
        for window in windows {
            #expect(window.x >= 0 && window.x + window.width <= 1)
            #expect(window.y >= 0 && window.y + window.height <= 1)
            #expect(window.width == window.height)
        }
        #expect(zip(windows, windows.dropFirst()).allSatisfy { $1.width < $0.width })
    }

    @Test("The move starts and ends almost at rest, and no step is more than 1.75 times the mean")
    func easesInAndOut() {
        let sides = (0..<150).map { move.window(at: $0).width }
        let steps = zip(sides, sides.dropFirst()).map { $0 - $1 }
        let mean = steps.reduce(0, +) / Double(steps.count)
        #expect(steps.max()! < 1.75 * mean)
        #expect(steps.first! < 0.05 * mean && steps.last! < 0.05 * mean)
    }

    @Test("A move of one frame shows the whole picture")
    func shortMove() {
        #expect(KenBurns(move: .in, frameCount: 1).window(at: 0).width == 1)
    }

    @Test("The camera moves in the given direction", arguments: CameraMove.Direction.allCases)
    func directions(direction: CameraMove.Direction) {
        let move = KenBurns(move: CameraMove(direction), frameCount: 30)
        let (first, last) = (move.window(at: 0), move.window(at: 29))
        func sign(_ value: Double) -> Int { abs(value) < 1e-9 ? 0 : value > 0 ? 1 : -1 }
        let ways = [last.x - first.x, last.y - first.y, last.width - first.width].map(sign)
        switch direction {
        case .in: #expect(ways == [1, 1, -1])
        case .out: #expect(ways == [-1, -1, 1])
        case .left: #expect(ways == [-1, 0, 0])
        case .right: #expect(ways == [1, 0, 0])
        case .up: #expect(ways == [0, -1, 0])
        case .down: #expect(ways == [0, 1, 0])
        }
    }

    @Test("No view leaves the picture, with any easing and any move", arguments: Easing.allCases)
    func neverLeaves(easing: Easing) {
        let wide = CameraMove(from: .init(x: 1, y: 0), to: .init(x: 0, y: 1, scale: 3), easing: easing)
        let move = KenBurns(move: wide, frameCount: 100)
        for window in (0..<100).map({ move.window(at: $0) }) {
            #expect(window.x >= 0 && window.y >= 0 && window.width > 0)
            #expect(window.x + window.width <= 1 + 1e-12 && window.y + window.height <= 1 + 1e-12)
        }
    }
}
