internal import Containers
internal import Libav
internal import Pictures

extension Prober {
    /// Describes a picture by its headers, and checks whether all of it is there.
    func describe(
        _ file: MediaFile, _ format: PictureFormat, _ source: ByteSource
    ) throws(HeaderError) -> MediaInfo {
        let examination: PictureExamination
        do throws(PictureError) {
            examination = try PictureExamination(file, limits: limits.pictures)
        } catch {
            throw HeaderError(error)
        }
        let header = examination.header
        var metadata = PhotoMetadata()
        if format == .jpeg { metadata = try PhotoMetadata(jpeg: source) }
        if format == .heif || format == .avif { metadata = try PhotoMetadata(heif: source, limits: limits) }
        var info = MediaInfo(
            kind: header.isAnimated ? .animation : .photo, container: header.format.rawValue, bytes: 0,
            duration: header.isAnimated ? header.durations.reduce(0, +) : nil,
            picture: PictureInfo(header, hasGainMap: metadata.hasGainMap),
            warnings: examination.notes.map(\.description) + metadata.warnings)
        if let offset = metadata.motionOffset {
            info.motionPart = MotionPart(kind: .motionPhoto, offset: offset)
        } else if format == .jpeg || format == .heif {
            info.motionPart = livePhotoFilm(beside: file.name, identifier: metadata.contentIdentifier)
                .map { MotionPart(kind: .livePhoto, fileName: $0) }
        }
        return info
    }

    /// The name of the video that belongs to a still: the same name with another extension, and the same content
    /// identifier if both have one (phones keep it, messengers strip it).
    private func livePhotoFilm(beside path: String, identifier: String?) -> String? {
        for path in MotionPart.videos(beside: path) {
            guard let file = try? MediaFile(path) else { continue }
            let source = ByteSource(file)
            guard let head = try? source.bytes(at: 0, count: min(MediaFormat.sniffedBytes, Int(file.count))),
                MediaFormat.sniff(head) == .isoMedia,
                let header = try? MovieHeader(source, limits: limits)
            else { continue }
            if let identifier, let other = header.contentIdentifier, identifier != other { continue }
            return path.split(separator: "/").last.map { String($0) }
        }
        return nil
    }
}

extension PictureInfo {
    init(_ header: PictureHeader, hasGainMap: Bool) {
        self.init(
            codedWidth: header.width, codedHeight: header.height, orientation: header.orientation,
            colorimetry: header.colorimetry, hdr: HDR(header.colorimetry.transfer), hasAlpha: header.hasAlpha)
        self.hasGainMap = hasGainMap
        guard header.isAnimated else { return }
        var start = 0.0
        let starts = header.durations.map { duration in
            defer { start += duration }
            return start
        }
        cadence = CadenceMeter.cadence(starts, isComplete: true)
        loopCount = header.loopCount
    }
}

extension PictureInfo.HDR {
    /// The kind of high dynamic range that a transfer function signals.
    init?(_ transfer: TransferFunction) {
        switch transfer {
        case .pq: self = .pq
        case .hlg: self = .hlg
        default: return nil
        }
    }
}

extension HeaderError {
    /// Converts an error of the picture readers, and makes its message a sentence.
    init(_ error: PictureError) {
        let kind: Kind =
            switch error.code {
            case .missing, .unreadable: .unreadable
            case .truncated: .truncated
            case .tooLarge: .limitExceeded
            case .unknownFormat, .damaged, .unsupported: .malformed
            }
        let sentence = error.message.prefix(1).uppercased() + error.message.dropFirst()
        self.init(kind, sentence.hasSuffix(".") ? sentence : sentence + ".")
    }
}
