internal import Libav
internal import Probing
public import Story

/// Checks a file's measurements against a platform's requirements.
///
/// A pure function: the same measurements and requirements give the same findings.
public struct Conformance: Sendable {
    private let inspection: Inspection
    private let requirements: Requirements

    public init(of inspection: Inspection, to requirements: Requirements) {
        self.inspection = inspection
        self.requirements = requirements
    }

    /// Everything that the platform may object to, errors first; empty if the file conforms.
    public var findings: [Finding] {
        var list = FindingList(source: requirements.source)
        checkSize(&list)
        checkContainer(&list)
        if inspection.media.kind == .video {
            checkDuration(&list)
            checkCodecs(&list)
            checkFrames(&list)
            checkColor(&list)
            checkSound(&list)
        }
        checkShape(&list)
        return list.sorted
    }

    private var ingest: String { "Make it again with storymedia ingest." }

    private func checkSize(_ list: inout FindingList) {
        let isPhoto = inspection.media.kind == .photo
        if isPhoto, let formats = requirements.photoFormats, !formats.contains(inspection.media.container) {
            list.add(
                "photo.format", found: inspection.media.container, limit: formats.joined(separator: ", "),
                remedy: ingest)
        }
        let bytes = isPhoto ? requirements.photoBytes : requirements.bytes
        guard let most = bytes, inspection.media.bytes > most else { return }
        list.add(
            "size.maximum", found: "\(inspection.media.bytes) bytes", limit: "at most \(most)",
            remedy: isPhoto ? "Make it smaller." : "",
            isPhoto ? [] : [Remedy(.limitSize, bytes: most)])
    }

    private func checkContainer(_ list: inout FindingList) {
        guard inspection.media.kind == .video else { return }
        guard let boxes = inspection.boxes else {
            if requirements.wantsPlainContainer {
                list.add(
                    "container.format", found: inspection.media.container, limit: "MP4 or MOV", remedy: ingest
                )
            }
            return
        }
        if boxes.hasLocation {
            list.add(
                "metadata.location", .warning, found: "the place of recording", limit: "no place",
                remedy: "\(ingest) It leaves out everything that the camera noted.")
        }
        guard requirements.wantsPlainContainer else { return }
        if boxes.editLists > 0 {
            list.add(
                "container.edit-list", found: "\(boxes.editLists) tracks with an edit list", limit: "none",
                remedy: ingest)
        }
        if !boxes.isIndexFirst {
            list.add(
                "container.index-first", found: "the index after the media", limit: "the index first",
                remedy: ingest)
        }
        if boxes.isFragmented {
            list.add("container.fragments", found: "fragments", limit: "one piece", remedy: ingest)
        }
    }

    private func checkDuration(_ list: inout FindingList) {
        guard let range = requirements.seconds, let seconds = inspection.media.duration else { return }
        // Allows half a frame more or less, because containers round.
        if seconds > range.upperBound + 0.02 {
            list.add(
                "duration.maximum", found: seconds.inSeconds, limit: "at most \(range.upperBound.inSeconds)",
                [Remedy(.trim), Remedy(.split)])
        } else if seconds < range.lowerBound - 0.02 {
            list.add(
                "duration.minimum", found: seconds.inSeconds, limit: "at least \(range.lowerBound.inSeconds)",
                remedy: "Choose a longer clip, or make it slower.")
        }
    }

    private func checkCodecs(_ list: inout FindingList) {
        let streams = inspection.media.streams
        if let codecs = requirements.videoCodecs, let video = inspection.media.video,
            let codec = streams.first(where: { $0.index == video })?.codec, !codecs.contains(codec)
        {
            list.add(
                "video.codec", found: codec, limit: codecs.joined(separator: ", "), remedy: ingest)
        }
        if let codecs = requirements.audioCodecs, let audio = inspection.media.audio,
            let codec = streams.first(where: { $0.index == audio })?.codec, !codecs.contains(codec)
        {
            list.add(
                "audio.codec", found: codec, limit: codecs.joined(separator: ", "), remedy: ingest)
        }
        if let most = requirements.videoBitRate, let rate = inspection.picture?.peakBitRate, rate > most {
            list.add(
                "video.bit-rate", found: "\(Self.megabits(rate)) in one second",
                limit: "at most \(Self.megabits(most))", remedy: ingest)
        }
    }

    private func checkFrames(_ list: inout FindingList) {
        guard let picture = inspection.media.picture else { return }
        if let rates = requirements.frameRates, let cadence = picture.cadence, cadence.frames > 1 {
            // Allows half a thousandth more or less, because containers round; TikTok refuses anything beyond.
            if cadence.averageRate > rates.upperBound * 1.0005
                || cadence.averageRate < rates.lowerBound * 0.9995
            {
                list.add(
                    "frame-rate.range", found: "\(Self.rounded(cadence.averageRate)) frames a second",
                    limit: "\(Self.rounded(rates.lowerBound)) to \(Self.rounded(rates.upperBound))",
                    remedy: ingest)
            }
            if cadence.isVariable {
                list.add(
                    "frame-rate.constant", requirements.wantsConstantFrameRate ? .error : .warning,
                    found: "frames at varying distances", limit: "a constant rate", remedy: ingest)
            }
        }
        if picture.isInterlaced {
            list.add(
                "video.progressive", found: "interlaced pictures", limit: "whole pictures", remedy: ingest)
        }
        if let range = requirements.keyFrameSeconds, let longest = inspection.picture?.longestGroup,
            longest > range.upperBound + 0.001
        {
            list.add(
                "video.key-frames", found: "\(longest.inSeconds) without a key frame",
                limit: "at most \(range.upperBound.inSeconds)", remedy: ingest)
        }
    }

    private func checkColor(_ list: inout FindingList) {
        guard let picture = inspection.media.picture else { return }
        if let hdr = picture.hdr {
            list.add(
                "video.dynamic-range", .warning, found: hdr == .hlg ? "HLG" : "PQ", limit: "standard range",
                remedy: "\(ingest) It maps the colours, so that viewers are not dazzled.")
        }
        guard let format = picture.pixelFormat else { return }
        if !format.contains("420p"), format != "nv12", !format.hasPrefix("p010") {
            list.add("video.chroma", found: format, limit: "4:2:0", remedy: ingest)
        } else if format.contains("10") {
            list.add(
                "video.depth", .warning, found: "10 bits", limit: "8 bits, which every player shows",
                remedy: ingest)
        }
    }

    private func checkSound(_ list: inout FindingList) {
        let sounds = inspection.media.streams.filter { $0.medium == .audio }
        guard let index = inspection.media.audio, let sound = sounds.first(where: { $0.index == index })
        else {
            list.add(
                "audio.present", .warning, found: "no sound", limit: "a track, silent if need be",
                remedy: ingest)
            return
        }
        if let most = requirements.sampleRate, let rate = sound.sampleRate, rate > most {
            list.add("audio.sample-rate", found: "\(rate) Hz", limit: "at most \(most)", remedy: ingest)
        }
        if let most = requirements.channels, let channels = sound.channels, channels > most {
            list.add("audio.channels", found: "\(channels)", limit: "at most \(most)", remedy: ingest)
        }
        if sounds.count > 1 {
            list.add(
                "audio.tracks", .warning, found: "\(sounds.count) tracks of sound", limit: "one",
                remedy: ingest)
        }
        if let picture = inspection.picture, let sound = inspection.sound {
            let apart = abs(sound.start - picture.start)
            if apart > 0.045 {
                list.add(
                    "audio.sync", .warning, found: "sound and picture begin \(apart.inSeconds) apart",
                    limit: "at most 0.045 s (ITU-R BT.1359)", remedy: ingest)
            }
        }
    }

    private func checkShape(_ list: inout FindingList) {
        guard let picture = inspection.media.picture else { return }
        let (width, height) = (picture.displayWidth, picture.displayHeight)
        let size = "\(width)×\(height)"
        if let least = requirements.leastWidth, width < least {
            list.add("size.width", found: size, limit: "at least \(least) wide", remedy: ingest)
        } else if let most = requirements.mostWidth, width > most {
            list.add("size.width", found: size, limit: "at most \(most) wide", remedy: ingest)
        }
        if let least = requirements.leastHeight, height < least {
            list.add("size.height", found: size, limit: "at least \(least) high", remedy: ingest)
        }
        if let range = requirements.aspects, !range.contains(Double(width) / Double(max(1, height))) {
            list.add("size.aspect", found: size, limit: "9:16 upright, or near it", remedy: ingest)
        }
        if picture.orientation != .identity, inspection.media.kind == .video {
            list.add(
                "video.orientation", .warning, found: "pictures that are stored rotated or mirrored",
                limit: "upright ones",
                remedy: ingest)
        }
    }

    private static func megabits(_ rate: Int) -> String { "\(rounded(Double(rate) / 1e6)) Mbit/s" }

    private static func rounded(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0)" } ?? "\(hundredths)"
    }
}
