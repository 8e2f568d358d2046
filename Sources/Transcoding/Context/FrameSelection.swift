/// Which frames of a slide to make.
package struct FrameSelection: Hashable, Sendable {
    /// Rising; nil for all.
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

    /// How many frames of a slide have to be looked at for it, from the slide's start.
    func end(of frameCount: Int) -> Int { wanted?.last.map { min($0 + 1, frameCount) } ?? frameCount }

    /// The wanted frames of a slide that is seen in a range of this one's frames, counted from its start; nil
    /// where there are none.
    func part(_ range: Range<Int>) -> FrameSelection? {
        guard let wanted else { return .all }
        let indices = wanted.filter(range.contains).map { $0 - range.lowerBound }
        return indices.isEmpty ? nil : FrameSelection(wanted: indices)
    }

    /// The wanted frames among those that a source frame is shown in, rising.
    func indices(in run: FramePicker.Run) -> [Int] {
        let range = run.first..<run.first + run.count
        return wanted.map { $0.filter(range.contains) } ?? Array(range)
    }
}
