import Testing

@testable import Story

@Suite struct EasingTests {
    @Test(
        "Every easing is 0 up to its start and 1 from its end on", arguments: Easing.allCases)
    func ends(easing: Easing) {
        #expect(abs(easing.progress(at: 0)) < 1e-9 && abs(easing.progress(at: -1)) < 1e-9)
        #expect(abs(easing.progress(at: 1) - 1) < 1e-9 && abs(easing.progress(at: 2) - 1) < 1e-9)
    }

    /// The control points are those of CSS. A Bézier curve's point at a parameter can be computed without solving an
    /// equation.
    @Test(
        "The curves of CSS pass through the points that their control points determine",
        arguments: [
            (Easing.linear, [0.0, 0.0, 1.0, 1.0]), (.ease, [0.25, 0.1, 0.25, 1]), (.easeIn, [0.42, 0, 1, 1]),
            (.easeOut, [0, 0, 0.58, 1]), (.easeInOut, [0.42, 0, 0.58, 1]),
        ])
    func curves(easing: Easing, points: [Double]) {
        for t in [0.1, 0.25, 0.5, 0.9] {
            func coordinate(_ first: Double, _ second: Double) -> Double {
                let one = 3 * (1 - t) * (1 - t) * t * first
                let two = 3 * (1 - t) * t * t * second
                return one + two + t * t * t
            }
            let progress = easing.progress(at: coordinate(points[0], points[2]))
            #expect(abs(progress - coordinate(points[1], points[3])) < 1e-9)
        }
    }

    @Test("Penner's curves have their extremes where their formulas have them")
    func penner() {
        // 1 + 4c³ / 27(c + 1)² at t = 1 - 2c / 3(c + 1).
        let c = 1.70158
        let peak = Easing.back.progress(at: 1 - 2 * c / (3 * (c + 1)))
        #expect(abs(peak - (1 + 4 * c * c * c / (27 * (c + 1) * (c + 1)))) < 1e-9 && abs(peak - 1.1) < 1e-4)
        // On the floor after the fall and after each bounce, and at three quarters between the first two.
        for time in [1 / 2.75, 2 / 2.75, 2.5 / 2.75] {
            #expect(abs(Easing.bounce.progress(at: time) - 1) < 1e-9)
        }
        #expect(abs(Easing.bounce.progress(at: 1.5 / 2.75) - 0.75) < 1e-9)
        // Passes through 1 wherever the sine is 0.
        for time in [0.075, 0.225, 0.375, 0.525] {
            #expect(abs(Easing.elastic.progress(at: time) - 1) < 1e-9)
        }
        #expect(Easing.elastic.progress(at: 0.15) > 1.3)
    }

    @Test("A hold stays until the end")
    func hold() {
        #expect(Easing.hold.progress(at: 0.999) == 0 && Easing.hold.progress(at: 1) == 1)
    }
}

@Suite struct AnimatedTests {
    private let number = Animated.keyframes([
        Keyframe(time: 1, value: 10), Keyframe(time: 2, value: 20),
        Keyframe(time: 4, value: 0, easing: .easeIn), Keyframe(time: 5, value: 7, easing: .hold),
    ])

    @Test(
        "A number has its keyframes' values at their times, and keeps the first and last value outside them",
        arguments: [(0.0, 10.0), (1, 10), (2, 20), (4, 0), (5, 7), (9, 7), (4.99, 0)])
    func keyframes(seconds: Double, value: Double) {
        #expect(number.value(at: seconds) == value)
    }

    @Test("Between two keyframes, the easing of the second applies")
    func between() {
        #expect(number.value(at: 1.5) == 15)
        #expect(abs(number.value(at: 3) - 20 * (1 - Easing.easeIn.progress(at: 0.5))) < 1e-12)
    }

    @Test("A constant number is the same at all times")
    func constant() {
        let number: Animated = 0.25
        #expect(number.value(at: 0) == 0.25 && number.value(at: 99) == 0.25 && !number.changes)
        #expect(!Animated.keyframes([Keyframe(time: 3, value: 1)]).changes)
        #expect(self.number.changes && self.number.range == 0...20 && self.number.settled == 7)
    }
}
