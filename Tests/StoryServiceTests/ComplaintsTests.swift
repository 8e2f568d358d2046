import Testing

@testable import StoryService

@Suite struct ComplaintsTests {
    private let start = ContinuousClock.now

    @Test("The same sentence is said again when its pause is over, and not before")
    func pauses() {
        var complaints = Complaints(pause: .seconds(10))
        let said = stride(from: 0, to: 30, by: 0.5).filter { seconds in
            complaints.isNew("The disk is full.", at: start + .seconds(seconds))
        }
        #expect(said == [0, 10, 20])
    }

    @Test("Another sentence is said at once")
    func others() {
        var complaints = Complaints(pause: .seconds(10))
        let said = ["full", "locked", "full"].map { complaints.isNew("The disk is \($0).", at: start) }
        #expect(said == [true, true, false])
    }
}
