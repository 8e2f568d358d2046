package import Files
package import Probing
package import Story

/// All files that a run reads. Every file is opened before the run looks into any of them.
package struct InputFiles: Sendable {
    /// The files, by their names in the request.
    private let opened: [String: InputFile]

    /// Opens the files that a request names.
    ///
    /// Leaves out stickers, colour tables, subtitles and music that cannot be opened: the worker reports what is wrong
    /// with them, and their place in the story.
    ///
    /// - Throws: ``MediaError`` if a medium is missing, unreadable or not a file, if any file is too large, or if there
    ///   are too many.
    package init(_ request: IngestRequest) throws(MediaError) {
        var opening = Opening(request)
        for path in request.mediaPaths {
            try opening.open(path)
            // The video of a Live Photo may lie beside its still picture.
            for video in MotionPart.videos(beside: path) { try opening.open(video, ifPresent: true) }
        }
        for (_, path) in request.additions { try opening.open(path, ifPresent: true) }
        opened = opening.opened
    }

    /// Opens those files of a request that are there.
    ///
    /// - Throws: ``MediaError`` if any file is too large, or if there are too many.
    package init(present request: IngestRequest) throws(MediaError) {
        var opening = Opening(request)
        for path in request.mediaPaths + request.additions.map(\.path) {
            try opening.open(path, ifPresent: true)
        }
        for path in request.mediaPaths where opening.opened[path] != nil {
            for video in MotionPart.videos(beside: path) { try opening.open(video, ifPresent: true) }
        }
        opened = opening.opened
    }

    /// The files that a request's story names and that were not opened.
    ///
    /// The first slide's medium is the request's input, if it has one.
    package func missing(of request: IngestRequest) -> [FileReference] {
        var missing = request.story.files.filter { file in
            file.path != "$.slides[0].media.src"
                && self[Path.resolve(file.src, in: request.baseDirectory)] == nil
        }
        if !request.input.isEmpty, self[request.input] == nil {
            missing.insert(
                FileReference(src: request.input, path: "$.slides[0].media.src", isMedium: true), at: 0)
        }
        return missing
    }

    package subscript(path: String) -> InputFile? { opened[path] }

    /// All files, in the order of their names.
    package var list: [(name: String, file: InputFile)] {
        opened.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Opens the files of a request, one after the other.
private struct Opening {
    let request: IngestRequest
    var opened: [String: InputFile] = [:]

    init(_ request: IngestRequest) { self.request = request }

    /// - Parameter ifPresent: whether to skip a file that is missing, unreadable, or not a file.
    mutating func open(_ path: String, ifPresent: Bool = false) throws(MediaError) {
        guard opened[path] == nil else { return }
        do throws(MediaError) {
            let file = try file(path)
            guard opened.count < WorkerDescriptors.fileLimit else {
                throw WorkerDescriptors.tooMany(request.input)
            }
            opened[path] = file
        } catch {
            let isAbsent = [.inputMissing, .inputUnreadable, .unusableMedia].contains(error.code)
            guard ifPresent, isAbsent else { throw error }
        }
    }

    private func file(_ path: String) throws(MediaError) -> InputFile {
        do {
            let file =
                if let root = request.root {
                    try OpenFile(path, beneath: root)
                } else {
                    try OpenFile(path, for: .reading)
                }
            let input = try InputFile(file)
            let limit = request.limits.input.fileBytes
            if let refusal = try InputRefusal.check(input.file, input.status, limit: limit) {
                throw MediaError(.limitExceeded, stage: .open, file: path, message: refusal.message)
            }
            return input
        } catch let error as MediaError {
            throw error
        } catch let error as SystemError {
            throw MediaError(reading: error, as: path)
        } catch let error as InputFile.NotRegular {
            throw MediaError(
                .unusableMedia, stage: .open, file: path,
                message: error.isFolder
                    ? "It is a folder. Name the files in it."
                    : "It is not a file but a device or a pipe. Save it to a file first.")
        } catch {
            throw MediaError(.bug, stage: .open, file: path, message: "\(error)")
        }
    }
}
