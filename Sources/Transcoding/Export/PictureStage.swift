internal import Libav
internal import Pictures
internal import Probing
internal import Threading

/// Outputs a photo, or the frames of an animation, for as long as the slide lasts.
struct PictureStage: ~Copyable {
    private let context: ExportContext
    private var reader: PictureReader
    private var picker: FramePicker

    init(_ context: ExportContext) throws(MediaError) {
        let plan = context.plan
        do throws(PictureError) {
            reader = try PictureReader(path: plan.input, wanting: .native, limits: context.limits.pictures)
        } catch {
            throw context.failure(error)
        }
        self.context = context
        picker = context.picker
    }

    mutating func run(into frames: Channel<SourceFrame>) async throws {
        var held: Frame?
        var time = 0.0
        var isFirstRound = true
        while !picker.isFull {
            try context.checkCancellation()
            guard let picture = try next() else {
                // A still picture has no duration: one round shows everything.
                if !context.plan.video.loops || (isFirstRound && time == 0) { break }
                isFirstRound = false
                try rewind()
                continue
            }
            try await begin(picture, &held, &time, into: frames)
        }
        guard held != nil else {
            throw context.failure(.unusableMedia, .decode, "It holds no picture that can be decoded.")
        }
        if let run = picker.end(at: context.plan.duration) { try await send(&held, run, into: frames) }
        frames.finish()
    }

    private mutating func begin(
        _ picture: consuming PictureFrame, _ held: inout Frame?, _ time: inout Double,
        into frames: Channel<SourceFrame>
    ) async throws {
        context.report.update { $0.decodedFrames += 1 }
        if let run = picker.begin(at: time) { try await send(&held, run, into: frames) }
        time += picture.duration / context.plan.video.speed
        held = picture.takeFrame()
    }

    private func send(
        _ held: inout Frame?, _ run: FramePicker.Run, into frames: Channel<SourceFrame>
    ) async throws {
        guard let frame = held.take(), !context.frames.indices(in: run).isEmpty else { return }
        context.report.update { $0.shownFrames += 1 }
        try await frames.send(SourceFrame(frame: frame, run: run))
    }

    private mutating func next() throws(MediaError) -> PictureFrame? {
        do throws(PictureError) {
            return try reader.next()
        } catch {
            throw context.failure(error)
        }
    }

    private mutating func rewind() throws(MediaError) {
        do throws(PictureError) {
            try reader.rewind()
        } catch {
            throw context.failure(error)
        }
    }
}

extension ExportContext {
    /// The error of a stage that decodes a picture.
    fileprivate func failure(_ error: PictureError) -> MediaError {
        failure(error.code == .unreadable ? .inputUnreadable : .unusableMedia, .decode, error.message)
    }
}
