internal import Compositing
internal import Libav
internal import Pictures
internal import Probing
internal import Threading

/// Hashes a preview's frames, and draws its picture.
struct PreviewStage: ~Copyable {
    private let context: ExportContext
    private let options: PreviewOptions
    private let indices: [Int]
    private var frames: [PreviewFrame] = []

    init(_ context: ExportContext, _ options: PreviewOptions, indices: [Int]) {
        self.context = context
        self.options = options
        self.indices = indices
    }

    mutating func run(from channel: Channel<Frame>) async throws -> PreviewPicture {
        let guide = try guide()
        var sheet: ContactSheet?
        var single: Frame?
        if case .sheet(let columns, _) = options.view {
            sheet = try ContactSheet(
                columns: columns, tiles: indices.count, canvasWidth: context.plan.canvasWidth,
                canvasHeight: context.plan.canvasHeight)
        }
        while var frame = try await channel.receive() {
            try context.checkCancellation()
            let seen = note(frame)
            if let guide {
                // An encoder never sees the guide, so the hash was taken without it.
                if !frame.isWritable { frame = try copy(frame) }
                try guide.draw(onto: &frame)
            }
            if sheet != nil {
                try sheet?.add(frame, at: seen.time)
            } else {
                single = consume frame
            }
            context.report.moved()
        }
        if let picture = try sheet?.finished() { single = consume picture }
        guard let picture = single.take(), frames.count == indices.count || isSheet else {
            throw missing
        }
        return try self.picture(picture)
    }

    private var isSheet: Bool { if case .sheet = options.view { true } else { false } }

    private mutating func note(_ frame: borrowing Frame) -> PreviewFrame {
        let index = Int(frame.pts ?? 0)
        let seen = PreviewFrame(
            index: index, time: Double(index) / Double(context.plan.frameRate), sha256: frame.sha256())
        frames.append(seen)
        return seen
    }

    private func copy(_ frame: borrowing Frame) throws(LibavError) -> Frame {
        try FramePool(width: frame.width, height: frame.height).copy(frame)
    }

    private func guide() throws -> SafeZoneGuide? {
        guard let zone = options.safeZone else { return nil }
        return try SafeZoneGuide(
            zone, canvasWidth: context.plan.canvasWidth, canvasHeight: context.plan.canvasHeight)
    }

    /// The error for a clip that ends before the one wanted frame.
    private var missing: MediaError {
        guard case .frame(let seconds) = options.view else {
            return context.failure(.bug, .encode, "The sheet has no frames.")
        }
        let frameCount = context.report.current.frameCount ?? context.plan.frameCount
        return PreviewOptions.beyondEnd(seconds, of: context.plan, frameCount: frameCount)
    }

    private func picture(_ frame: borrowing Frame) throws -> PreviewPicture {
        let counts = context.outcome
        return PreviewPicture(
            png: try PNGEncoder.encode(try frame.screenColors(), software: PreviewPicture.software),
            width: frame.width, height: frame.height, frames: frames,
            substitutions: context.plan.substitutions + counts.substitutions, warnings: counts.warnings)
    }
}
