internal import Containers
public import Libav
public import Logging
public import Probing
public import Threading

/// Measures files for ``Conformance``. Reads every packet, and decodes one picture.
public struct Inspector: Sendable {
    private let prober: Prober
    private let logger: Logger

    /// - Parameters:
    ///   - limits: how large the media may be.
    ///   - policy: which parts of FFmpeg the file may reach.
    ///   - logger: receives FFmpeg's log about the file.
    public init(limits: Limits, policy: MediaPolicy, logger: Logger) {
        prober = Prober(limits: limits, policy: policy, logger: logger)
        self.logger = logger
    }

    /// Measures a file. Blocks while it reads.
    ///
    /// - Throws: ``MediaError`` as ``Prober/probe(_:cancellation:)-(String,_)``, and with the code `unusableMedia` if a
    ///   packet is damaged.
    public func inspect(_ path: String, cancellation: CancellationToken) throws(MediaError) -> Inspection {
        let media = try prober.probe(path, cancellation: cancellation)
        guard media.kind == .video || media.kind == .audio else { return Inspection(media: media) }
        let log = ClipLog(logger: logger)
        do throws(HeaderError) {
            let file = try ValidatedFile(
                Self.open(path), limits: prober.limits, policy: prober.policy)
            var inspection = Inspection(media: media, boxes: file.movie.map(Inspection.Boxes.init))
            try Self.measure(file, into: &inspection, log, cancellation)
            return inspection
        } catch {
            throw MediaError(error, file: path)
        }
    }

    private static func open(_ path: String) throws(HeaderError) -> MediaFile {
        do {
            return try MediaFile(path)
        } catch {
            throw HeaderError(.unreadable, error.message)
        }
    }

    private static func measure(
        _ file: ValidatedFile, into inspection: inout Inspection, _ log: ClipLog,
        _ cancellation: CancellationToken
    ) throws(HeaderError) {
        do throws(LibavError) {
            var demuxer = try file.demuxer(log: log, cancellation: cancellation, inspection: .brief)
            var meters: [Int: TrackMeter] = [:]
            for index in [inspection.media.video, inspection.media.audio].compactMap(\.self) {
                meters[index] = TrackMeter(timeBase: demuxer.parameters(ofStream: index).timeBase)
            }
            while let packet = try demuxer.next() { meters[packet.streamIndex]?.add(packet) }
            inspection.picture = inspection.media.video.flatMap { meters[$0]?.track }
            inspection.sound = inspection.media.audio.flatMap { meters[$0]?.track }
        } catch {
            if cancellation.isCancelled {
                throw HeaderError(.cancelled, "Reading was stopped.", cause: error)
            }
            if error.isReadFailure {
                throw HeaderError(.unreadable, "The file cannot be read.", cause: error)
            }
            throw HeaderError(
                .malformed, "A part of the file is damaged.", cause: error, log: log.lastLine)
        }
    }
}

extension Inspection.Boxes {
    init(_ movie: MovieHeader) {
        let index = movie.topLevel.firstIndex(of: "moov") ?? 0
        let media = movie.topLevel.firstIndex { $0 == "mdat" || $0 == "moof" } ?? .max
        self.init(
            editLists: movie.tracks.count { $0.isPictureOrSound && $0.editCount > 0 },
            isIndexFirst: index < media, isFragmented: movie.isFragmented, hasLocation: movie.hasLocation)
    }
}
