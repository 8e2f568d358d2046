internal import Libav
internal import Probing
internal import Threading

/// Puts the frames of joined slides one after the other, and makes the frames of their transitions.
///
/// While a slide is shown alone, this stage opens the next one, so that it is ready to take over. At most two are open
/// at any time.
struct JoinStage: ~Copyable {
    /// Where a slide's frames come from.
    struct Source {
        let frames: Channel<Frame>
        let gate: Gate
    }

    private let context: ExportContext
    private let sources: [Source]
    private let segments: [SegmentPlan]
    private var pass: TransitionPass
    /// How many slides have been opened, from the first on.
    private var opened = 0

    /// - Parameter sources: one for each segment of the plan.
    init(_ context: ExportContext, sources: [Source]) throws(MediaError) {
        self.context = context
        self.sources = sources
        segments = context.plan.segments ?? []
        do throws(LibavError) {
            pass = try TransitionPass(width: context.plan.canvasWidth, height: context.plan.canvasHeight)
        } catch {
            throw context.failure(
                .limitExceeded, .composite, "There is not enough memory for the canvas.", error)
        }
    }

    mutating func run(into frames: Channel<Frame>) async throws {
        for index in context.frames.indices(in: .init(first: 0, count: context.plan.frameCount)) {
            try context.checkCancellation()
            var frame = try await frame(JoinMoment(index, of: segments))
            frame.pts = Int64(index)
            try await frames.send(frame)
            context.report.moved()
        }
        frames.finish()
    }

    private mutating func frame(_ moment: JoinMoment) async throws -> Frame {
        switch moment {
        case .slide(let slide, let frame):
            open(slide + 2)
            return try await receive(frame, of: slide)
        case .transition(let slide, let step, let from, let to):
            open(slide + 1)
            let before = try await receive(from, of: slide - 1)
            let after = try await receive(to, of: slide)
            guard let transition = segments[slide].transition else { return after }
            return try pass.frame(of: transition, step: step, from: before, to: after)
        }
    }

    private mutating func open(_ count: Int) {
        while opened < min(count, sources.count) {
            sources[opened].gate.open()
            opened += 1
        }
    }

    private func receive(_ index: Int, of slide: Int) async throws -> Frame {
        guard let frame = try await sources[slide].frames.receive(), frame.pts == Int64(index) else {
            throw context.failure(.bug, .composite, "Frame \(index) of slide \(slide + 1) was not made.")
        }
        return frame
    }
}
