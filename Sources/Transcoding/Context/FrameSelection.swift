/// Which frames of a slide to make.
package struct FrameSelection: Hashable, Sendable {
    /// In rising order; nil for all.
    private let wanted: [Int]?

    /// Every frame of the slide.
    static let all = FrameSelection(wanted: nil)

    /// - Parameter indices: counted from 0 at the slide's start; at least one.
    package init(_ indices: some Sequence<Int>) {
        self.init(wanted: Set(indices).sorted())
    }

    private init(wanted: [Int]?) {
        self.wanted = wanted
    }

    /// Whether it is a single frame.
    var isOne: Bool { wanted?.count == 1 }

    /// The first frame that is wanted.
    var first: Int { wanted?.first ?? 0 }

    /// The number of a slide's frames to look at for this selection, counted from the slide's start.
    func end(of frameCount: Int) -> Int { wanted?.last.map { min($0 + 1, frameCount) } ?? frameCount }

    /// The wanted frames that lie in a slide's range, counted from the range's start; nil if there are no such frames.
    func part(_ range: Range<Int>) -> FrameSelection? {
        guard let wanted else { return .all }
        let indices = wanted.filter(range.contains).map { $0 - range.lowerBound }
        return indices.isEmpty ? nil : FrameSelection(wanted: indices)
    }

    /// The wanted frames that show a source frame, in rising order.
    func indices(in run: FramePicker.Run) -> [Int] {
        let range = run.first..<run.first + run.count
        return wanted.map { $0.filter(range.contains) } ?? Array(range)
    }
}
