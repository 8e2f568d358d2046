/// Where one frame of a joined file comes from.
enum JoinMoment: Hashable {
    /// A frame of one slide. Slides and their frames are counted from 0.
    case slide(Int, frame: Int)
    /// A frame of the slide before `slide` and one of that slide, in a step of its transition.
    case transition(into: Int, step: Int, from: Int, to: Int)

    /// - Precondition: the frame is one of the file's.
    init(_ index: Int, of segments: [SegmentPlan]) {
        let slide = segments.lastIndex { $0.start <= index } ?? 0
        let frame = index - segments[slide].start
        self =
            frame < segments[slide].overlap
            ? .transition(into: slide, step: frame, from: index - segments[slide - 1].start, to: frame)
            : .slide(slide, frame: frame)
    }
}
