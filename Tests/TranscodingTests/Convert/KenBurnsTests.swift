import Testing

@testable import Transcoding

@Suite struct KenBurnsTests {
    private let move = KenBurns(frameCount: 150)

    @Test("The move begins with the whole picture and ends 1.12 times closer, and no later frame moves on")
    func goesFromWholeToClose() {
        #expect(move.window(at: 0) == PictureWindow(x: 0, y: 0, width: 1, height: 1))
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

    @Test("It starts and ends at rest: no step is more than 1.7 times the mean, and the ends hardly move")
    func easesInAndOut() {
        let sides = (0..<150).map { move.window(at: $0).width }
        let steps = zip(sides, sides.dropFirst()).map { $0 - $1 }
        let mean = steps.reduce(0, +) / Double(steps.count)
        #expect(steps.max()! < 1.7 * mean)
        #expect(steps.first! < 0.05 * mean && steps.last! < 0.05 * mean)
    }

    @Test("A move of one frame shows the whole picture")
    func shortMove() {
        #expect(KenBurns(frameCount: 1).window(at: 0).width == 1)
    }
}
