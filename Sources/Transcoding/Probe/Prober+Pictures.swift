internal import Foundation
internal import Libav

extension Prober {
    /// Reads a picture's header and holds it against the limits.
    ///
    /// - Returns: nil for a HEIF file that is a movie.
    func readPicture(_ format: MediaFormat, _ source: ByteSource) throws(HeaderError) -> PictureHeader? {
        let header: PictureHeader? =
            switch format {
            case .jpeg: try JPEGHeader.read(source)
            case .png: try PNGHeader.read(source, limits: limits)
            case .gif: try GIFHeader.read(source, limits: limits)
            case .webp: try WebPHeader.read(source, limits: limits)
            case .heif: try HEIFHeader.read(source, limits: limits)
            case .isoMedia, .matroska, .mpegTS, .avi, .mp3, .wav, .ogg, .flac, .aac: nil
            }
        try header?.check(limits)
        return header
    }

    func describe(_ header: PictureHeader) throws(HeaderError) -> MediaInfo {
        let isAnimated = header.delays.count > 1
        var picture = PictureInfo(
            codedWidth: header.width, codedHeight: header.height, orientation: header.orientation,
            colorimetry: header.colorimetry, hdr: header.colorimetry.hdr, hasAlpha: header.hasAlpha)
        picture.hasGainMap = header.hasGainMap
        if isAnimated {
            let starts = header.delays.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
            picture.cadence = CadenceMeter.cadence(Array(starts.dropLast()), isComplete: true)
            picture.loopCount = header.loopCount
        }
        return MediaInfo(
            kind: isAnimated ? .animation : .photo, container: header.container, bytes: 0,
            duration: isAnimated ? header.delays.reduce(0, +) : nil, picture: picture,
            warnings: header.warnings)
    }

    /// The moving part behind a photo in the same file, or the Live Photo movie beside it.
    func motionPart(of header: PictureHeader, _ path: String) -> MotionPart? {
        if let offset = header.motionOffset { return MotionPart(kind: .motionPhoto, offset: offset) }
        guard header.container == "jpeg" || header.container == "heif" else { return nil }
        return livePhotoMovie(beside: path, identifier: header.contentIdentifier)
            .map { MotionPart(kind: .livePhoto, fileName: $0) }
    }

    /// The name of the movie that belongs to a still: the same name with another extension, and the
    /// same content identifier where both have one (phones keep it, messengers strip it).
    private func livePhotoMovie(beside path: String, identifier: String?) -> String? {
        let still = URL(fileURLWithPath: path)
        let stem = still.deletingPathExtension()
        // As cameras, transfers and exports write it.
        for name in ["mov", "MOV", "mp4", "MP4"] {
            let movie = stem.appendingPathExtension(name)
            guard FileManager.default.fileExists(atPath: movie.path), (try? isRegular(movie)) == true,
                let source = try? ByteSource(path: movie.path),
                let head = try? source.bytes(
                    at: 0, count: min(MediaFormat.sniffedBytes, Int(clamping: source.count))),
                MediaFormat.sniff(head) == .isoMedia,
                let header = try? MovieHeader(source, limits: limits)
            else { continue }
            if let identifier, let other = header.contentIdentifier, identifier != other { continue }
            return movie.lastPathComponent
        }
        return nil
    }

    private func isRegular(_ file: URL) throws -> Bool {
        try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
    }
}

extension Colorimetry {
    /// The kind of high dynamic range that the transfer function stands for.
    var hdr: PictureInfo.HDR? {
        switch transfer {
        case .pq: .pq
        case .hlg: .hlg
        default: nil
        }
    }
}
