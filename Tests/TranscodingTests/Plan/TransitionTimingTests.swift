import Testing

@testable import Transcoding

@Suite struct TransitionTimingTests {
    @Test("Where there is room for all, none gives")
    func keeps() {
        #expect(
            TransitionTiming(wanted: [150, 150], canGive: [true, true], most: 300)?.frames == [150, 150])
    }

    @Test("The longest gives first, and what is short stays as it is")
    func cutsLongest() {
        #expect(
            TransitionTiming(wanted: [150, 450, 60], canGive: [true, true, true], most: 450)?.frames
                == [150, 240, 60])
        #expect(
            TransitionTiming(
                wanted: [150, 150, 150, 150], canGive: Array(repeating: true, count: 4), most: 450)?
                .frames == [112, 112, 113, 113])
    }

    @Test("Who may not give keeps all, and the others share the rest to the frame")
    func respectsFixed() {
        #expect(
            TransitionTiming(wanted: [300, 450, 450], canGive: [false, true, true], most: 451)?.frames
                == [300, 75, 76])
    }

    @Test("Where the fixed leave nothing there are no shares", arguments: [300, 301, 10_000])
    func refuses(fixed: Int) {
        #expect(TransitionTiming(wanted: [fixed, 30], canGive: [false, true], most: 300) == nil)
        #expect(TransitionTiming(wanted: [fixed, fixed], canGive: [false, false], most: 299) == nil)
    }
}
