internal import Libav
internal import Probing

/// Looks at and listens to the places of a clip where a slide may end, and to nothing else.
///
/// What cannot be decoded goes unseen or unheard, and is no reason to stop: the export of the slides reports what is
/// wrong with the clip.
struct WindowReader {
    private let context: ExportContext
    private let preference: SplitPreference

    /// How much to read before a window, in seconds of the clip: the first change needs the previous picture, and a
    /// mean of the sound needs its surroundings.
    private static let before = 0.3
    /// How much to read after it: the following pictures tell whether a change lasts.
    private static let after = 0.2
    /// How much earlier each further try begins if a seek ends up after the start of the window, in seconds; as in
    /// ``SeekPoint``.
    private static let earlier = [0.0, 1, 4, 12]
    /// The most pictures to decode for one window: groups of pictures of 20 s at 60 a second, and the window. A clip
    /// with longer groups is divided without looking at its pictures.
    private static let mostPictures = 1500

    /// - Parameter context: the context of a plan for the whole clip; what that plan says about slides does not matter.
    init(_ context: ExportContext, _ preference: SplitPreference) {
        self.context = context
        self.preference = preference
    }

    /// Measures a window.
    ///
    /// - Parameter window: the frames at which the next slide may begin.
    /// - Throws: ``MediaError`` of code `cancelled` if the cancellation is raised.
    func measure(_ window: ClosedRange<Int>) throws(MediaError) -> WindowMeasure {
        let rate = Double(context.plan.frameRate)
        let seconds = Double(window.lowerBound) / rate...Double(window.upperBound) / rate
        var measure = WindowMeasure()
        do throws {
            // A file that cannot be opened because of the cancellation must not look like a clip without cuts or
            // pauses.
            try context.checkCancellation()
            if preference == .cut || preference == .best { measure.cuts = try cuts(in: seconds) }
            if preference == .silence || preference == .best { measure.sound = try sound(in: seconds) }
        } catch {
            throw context.failure(.cancelled, .plan, "Stopped before it was finished.")
        }
        measure.speechLevel = measure.sound?.speechLevel
        return measure
    }

    /// A moment on the container's clock.
    private func clock(_ seconds: Double) -> Double {
        context.plan.video.start + seconds * context.plan.video.speed
    }

    // MARK: Pictures

    private func cuts(in seconds: ClosedRange<Double>) throws -> [WindowMeasure.Cut] {
        guard let stream = context.plan.video.stream else { return [] }
        for earlier in Self.earlier {
            let start = max(0, clock(seconds.lowerBound) - Self.before - earlier)
            guard
                let source = try? StreamDecoder(
                    context, file: context.plan.input, policy: context.policy, stream: stream, start: start,
                    threads: context.threads)
            else { return [] }
            var pictures = SmallPictures(context, source, in: seconds)
            if let cuts = try pictures.cuts(most: Self.mostPictures) { return cuts.map(frame) }
        }
        return []
    }

    /// The first output frame that shows a new shot, by the rule of ``FramePicker``.
    private func frame(of cut: (time: Double, score: Double, isClear: Bool)) -> WindowMeasure.Cut {
        let exact = cut.time * Double(context.plan.frameRate) - context.plan.video.pickingLead - 1e-6
        return WindowMeasure.Cut(frame: Int(exact.rounded(.up)), score: cut.score, isClear: cut.isClear)
    }

    /// The pictures of a window, decoded and scaled down.
    private struct SmallPictures: ~Copyable {
        private let context: ExportContext
        private let seconds: ClosedRange<Double>
        private var source: StreamDecoder
        private var scaler = Scaler(quality: .area)
        private var found = SceneCuts()
        private var hasKeyFrame = false
        private var decoded = 0

        init(_ context: ExportContext, _ source: consuming StreamDecoder, in seconds: ClosedRange<Double>) {
            self.context = context
            self.source = source
            self.seconds = seconds
        }

        /// - Returns: nil if the first picture comes after the window has begun.
        mutating func cuts(
            most: Int
        ) throws -> [(time: Double, score: Double, isClear: Bool)]? {
            var isFirst = true
            while decoded < most {
                try context.checkCancellation()
                guard let frame = next() else { break }
                decoded += 1
                let video = context.plan.video
                guard let time = source.seconds(of: frame, from: video.start).map({ $0 / video.speed }) else {
                    continue
                }
                if isFirst, time > seconds.lowerBound, context.plan.video.start + time * video.speed > 0.5 {
                    return nil
                }
                isFirst = false
                if time > seconds.upperBound + WindowReader.after / video.speed { break }
                if time < seconds.lowerBound - WindowReader.before / video.speed { continue }
                if let samples = samples(of: frame) {
                    found.add(SceneCuts.Picture(time: time, samples: samples))
                }
            }
            return found.cuts
        }

        /// Returns the next picture; nil at the end, or if nothing more can be decoded.
        private mutating func next() -> Frame? {
            while true {
                guard let output = try? source.receive() else { return nil }
                switch consume output {
                case .frame(let frame): return frame
                case .finished: return nil
                case .needsInput:
                    guard let packet = (try? source.nextPacket()) ?? nil else {
                        guard (try? source.drain()) != nil else { return nil }
                        continue
                    }
                    if packet.isKeyFrame { hasKeyFrame = true }
                    // Without a key frame, decoders may make up pictures.
                    if hasKeyFrame { try? source.send(packet) }
                }
            }
        }

        private mutating func samples(of frame: borrowing Frame) -> [UInt8]? {
            guard
                var small = try? Frame(width: SceneCuts.width, height: SceneCuts.height, format: .yuv420p),
                (try? scaler.scale(frame, into: &small)) != nil
            else { return nil }
            return small.withPlane(0) { samples, layout in
                (0..<layout.height).flatMap { y in
                    (0..<layout.width).map { x in samples[y * layout.stride + x] }
                }
            }
        }
    }

    // MARK: Sound

    private func sound(in seconds: ClosedRange<Double>) throws -> SoundLevels? {
        guard let stream = context.plan.audio.stream else { return nil }
        let speed = context.plan.video.speed
        let start = max(0, clock(seconds.lowerBound) - Self.before)
        let length = clock(seconds.upperBound) + Self.before - start
        let sampleRate = context.plan.encoding.sampleRate
        var timeline = SoundTimeline(sampleRate: sampleRate, total: Int(length * Double(sampleRate)))
        guard
            var source = try SoundSource(
                context,
                SoundOrigin(
                    path: context.plan.input, policy: context.policy, stream: stream, start: start,
                    seeks: start > 0, name: "the sound"))
        else { return nil }
        // Steps are of equal length in the output.
        let step = max(1, Int(SoundLevels.step * speed * Double(sampleRate)))
        var powers: [Double] = []
        while timeline.count < timeline.total {
            guard let piece = try source.next() else {
                timeline.pad()
                break
            }
            timeline.place(piece.samples, at: piece.seconds)
            while timeline.available >= step { powers.append(Self.power(of: timeline.take(step))) }
        }
        while timeline.available >= step { powers.append(Self.power(of: timeline.take(step))) }
        return SoundLevels(start: (start - context.plan.video.start) / speed, powers: powers)
    }

    /// The mean power of both channels, relative to full scale.
    private static func power(of sound: StereoSound) -> Double {
        var sum: Float = 0
        for index in 0..<sound.count {
            sum += sound.left[index] * sound.left[index] + sound.right[index] * sound.right[index]
        }
        return Double(sum) / Double(max(1, 2 * sound.count))
    }
}
