internal import Libav
internal import Story
internal import Transcoding

/// Everything that a run reads, opened before any of it is looked at.
struct InputFiles: Sendable {
    /// By the names that the request has for them.
    private let opened: [String: InputFile]

    /// Opens what a request names.
    ///
    /// Stickers, tables of colours, subtitles and music that cannot be opened are left out: the worker says what is
    /// wrong with them, and their place in the story.
    ///
    /// - Throws: ``MediaError`` where a medium is not there, may not be read, or is no file.
    init(_ request: IngestRequest) throws(MediaError) {
        var opened: [String: InputFile] = [:]
        for path in request.mediaPaths where opened[path] == nil {
            opened[path] = try Self.open(path, request)
            // What may be the film of a Live Photo lies beside its still.
            for film in MotionPart.films(beside: path) where opened[film] == nil {
                opened[film] = try? Self.open(film, request)
            }
        }
        for (_, path) in request.additions where opened[path] == nil {
            opened[path] = try? Self.open(path, request)
        }
        self.opened = opened
    }

    /// Opens what of a request is there.
    init(present request: IngestRequest) {
        var opened: [String: InputFile] = [:]
        for path in request.mediaPaths + request.additions.map(\.path) where opened[path] == nil {
            opened[path] = try? Self.open(path, request)
        }
        for path in request.mediaPaths where opened[path] != nil {
            for film in MotionPart.films(beside: path) where opened[film] == nil {
                opened[film] = try? Self.open(film, request)
            }
        }
        self.opened = opened
    }

    /// Files that a request's story names and that were not opened.
    ///
    /// The first slide's media are the request's input, if it has one.
    func missing(of request: IngestRequest) -> [FileReference] {
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

    subscript(path: String) -> InputFile? { opened[path] }

    /// All of them, in the order of their names.
    var list: [(name: String, file: InputFile)] {
        opened.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func open(_ path: String, _ request: IngestRequest) throws(MediaError) -> InputFile {
        do {
            let file =
                if let root = request.root {
                    try OpenFile(path, beneath: root)
                } else {
                    try OpenFile(path, for: .reading)
                }
            return try InputFile(file)
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
