import Libav
import Story
import TestSupport
import Testing

@testable import Compositing

private let text = TextOverlay(
    text: "Hello you\nand me",
    style: TextStyle(font: .init(size: 120), background: .init(mode: .block, color: .white, radius: 0)),
    placement: Placement(width: 1))

private func compositor(_ presence: Presence) throws -> Compositor {
    var overlay = text
    overlay.presence = presence
    return try Compositor(
        overlays: [.text(overlay)], canvasWidth: 90, canvasHeight: 160, slideDuration: 4, baseDirectory: "/")
}

/// The luma of a black slide.
private func luma(_ compositor: Compositor, at seconds: Double) throws -> [UInt8] {
    var frame = try Frame.filled(width: 90, height: 160)
    try compositor.draw(at: seconds, onto: &frame)
    return frame.samples(of: 0)
}

/// The columns and rows of pixels that are lighter than the slide.
private func lit(_ luma: [UInt8]) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    let indices = luma.indices.filter { luma[$0] > 60 }
    guard let first = indices.first, let last = indices.last else { return nil }
    let columns = indices.map { $0 % 90 }
    return ((columns.min() ?? 0)...(columns.max() ?? 0), (first / 90)...(last / 90))
}

@Suite struct AnimationTests {
    private static let moving = Transition.Animation.allCases.filter { $0 != .none }

    @Test(
        "An overlay looks as it does at rest from the end of its entrance until its exit begins",
        arguments: moving)
    func settles(animation: Transition.Animation) throws {
        let still = try luma(compositor(Presence()), at: 2)
        let moving = try compositor(
            Presence(
                enter: Transition(animation, duration: 1), exit: Transition(animation, duration: 1)))
        #expect(try luma(moving, at: 1) == still && luma(moving, at: 3) == still)
    }

    @Test(
        "An entrance begins with nothing visible, and halfway the overlay does not yet look as it does at rest",
        arguments: moving)
    func enters(animation: Transition.Animation) throws {
        let still = try luma(compositor(Presence()), at: 2)
        let compositor = try compositor(Presence(enter: Transition(animation, duration: 1)))
        #expect(try lit(luma(compositor, at: 0)) == nil)
        let middle = try luma(compositor, at: 0.45)
        #expect(lit(middle) != nil && middle != still)
    }

    @Test("An exit ends with nothing visible", arguments: moving)
    func leaves(animation: Transition.Animation) throws {
        let compositor = try compositor(Presence(end: 3, exit: Transition(animation, duration: 1)))
        #expect(try lit(luma(compositor, at: 2.4)) != nil)
        #expect(compositor.state(at: 3).isEmpty)
        // The last frame before the end at 1000 frames a second.
        let last = try luma(compositor, at: 2.999).count { $0 > 60 }
        #expect(last < 700, "\(last) pixels")
    }

    @Test(
        "A slide animation moves in the direction of its name, in entrance and exit",
        arguments: [
            (Transition.Animation.slideUp, 0.0, -1.0), (.slideDown, 0, 1), (.slideLeft, -1, 0),
            (.slideRight, 1, 0), (.rise, 0, -1),
        ])
    func directions(animation: Transition.Animation, x: Double, y: Double) throws {
        let compositor = try compositor(
            Presence(enter: Transition(animation, duration: 1), exit: Transition(animation, duration: 1)))
        let settled = try #require(compositor.hitRegions(at: 2)[0])
        for (seconds, way) in [(0.2, -1.0), (3.8, 1.0)] {
            let bounds = try #require(compositor.hitRegions(at: seconds)[0])
            let moved = (bounds.center.x - settled.center.x, bounds.center.y - settled.center.y)
            #expect(moved.0 * x * way >= 0 && moved.1 * y * way >= 0)
            #expect(abs(moved.0) + abs(moved.1) > 0.005)
            #expect((x == 0) == (abs(moved.0) < 1e-9) && (y == 0) == (abs(moved.1) < 1e-9))
        }
    }

    @Test("An easing that the story names applies in the direction of time")
    func easing() throws {
        let compositor = try compositor(
            Presence(
                enter: Transition(.fade, duration: 1, easing: .hold),
                exit: Transition(.fade, duration: 1, easing: .hold)))
        #expect(compositor.state(at: 0.9).isEmpty && !compositor.state(at: 1).isEmpty)
        #expect(!compositor.state(at: 3.9).isEmpty)
    }

    @Test("A wipe uncovers from the left, and covers from there")
    func wipe() throws {
        let compositor = try compositor(
            Presence(
                enter: Transition(.wipe, duration: 1, easing: .linear),
                exit: Transition(.wipe, duration: 1, easing: .linear)))
        let whole = try #require(try lit(luma(compositor, at: 2)))
        let half = try #require(try lit(luma(compositor, at: 0.5)))
        let other = try #require(try lit(luma(compositor, at: 3.5)))
        #expect(half.columns.lowerBound == whole.columns.lowerBound)
        #expect(other.columns.upperBound == whole.columns.upperBound)
        #expect(abs(half.columns.upperBound - other.columns.lowerBound) <= 2 && half.rows == whole.rows)
    }

    @Test("A typewriter writes letters, words or lines, line after line")
    func typewriter() throws {
        func states(_ unit: Transition.Unit) throws -> [Int?] {
            let writing = try compositor(
                Presence(enter: Transition(.typewriter, duration: 1, unit: unit)))
            return (1...100).compactMap { writing.state(at: Double($0) / 100).layers[0]?.reveal.letters }
                .reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        // "Hello you" and "and me" have 15 letters and spaces; the last state shows all of them.
        #expect(try states(.letter) == Array(1..<15))
        #expect(try states(.word) == [6, 9, 13])
        #expect(try states(.line) == [9])
        let lines = try compositor(Presence(enter: Transition(.typewriter, duration: 1, unit: .line)))
        let half = try #require(try lit(luma(lines, at: 0.6)))
        let whole = try #require(try lit(luma(lines, at: 2)))
        #expect(half.columns == whole.columns && half.rows.upperBound < whole.rows.upperBound)
    }

    @Test("A typewriter writes right-to-left text from the right")
    func rightToLeft() throws {
        let overlay = TextOverlay(
            text: "שלום עולם", style: text.style, placement: text.placement,
            presence: Presence(enter: Transition(.typewriter, duration: 1)))
        let compositor = try Compositor(
            overlays: [.text(overlay)], canvasWidth: 90, canvasHeight: 160, slideDuration: 4,
            baseDirectory: "/")
        let whole = try #require(try lit(luma(compositor, at: 2)))
        let half = try #require(try lit(luma(compositor, at: 0.5)))
        #expect(half.columns.upperBound == whole.columns.upperBound)
        #expect(half.columns.lowerBound > whole.columns.lowerBound + 10)
    }

    private static let cycling = Cycle.Animation.allCases.filter { $0 != .none }

    @Test("A cycle begins with the unchanged overlay, changes it, and returns to it", arguments: cycling)
    func cycles(animation: Cycle.Animation) throws {
        let still = try luma(compositor(Presence()), at: 2)
        let compositor = try compositor(
            Presence(enter: Transition(.fade, duration: 1), cycle: Cycle(animation, period: 1)))
        #expect(try luma(compositor, at: 1) == still && luma(compositor, at: 2) == still)
        let states = (0..<50).map { compositor.state(at: 1 + Double($0) / 50) }
        #expect(Set(states).count > 1)
        for (index, state) in states.enumerated() {
            #expect(compositor.state(at: 2 + Double(index) / 50) == state)
        }
    }

    @Test("A cycle's amount scales its effect")
    func amount() throws {
        func width(_ amount: Double) throws -> Double {
            let compositor = try compositor(Presence(cycle: Cycle(.pulse, period: 2, amount: amount)))
            return try #require(compositor.hitRegions(at: 1)[0]).size.width
        }
        let still = try width(0)
        #expect(abs(try width(1) / still - 1.1) < 0.002)
        #expect(abs(try width(3) / still - 1.3) < 0.002)
    }
}
