package import Files
package import Probing
internal import Synchronization

/// The files that the workers of one run write.
///
/// The run makes each file and keeps it open. A worker gets a descriptor and learns no name, so it can
/// neither make a file nor put another one in the place of this one. What the run hashes, gives to the
/// verifying worker and publishes is the file that it has made.
public final class StagedOutputs: Sendable {
    package let directory: StagingDirectory
    private let files = Mutex<[StagedFile: StagedOutput]>([:])

    package init(in directory: StagingDirectory) {
        self.directory = directory
    }

    /// Makes a file.
    ///
    /// - Throws: ``MediaError`` of code `cannotCreateOutput` or `inputOutput` where it cannot be made, or is there.
    package func create(_ file: StagedFile) throws(MediaError) -> StagedOutput {
        do throws(SystemError) {
            let output = StagedOutput(try directory.create(file))
            files.withLock { $0[file] = output }
            return output
        } catch {
            throw MediaError(writing: error, as: directory.folder.path(of: file.name))
        }
    }

    /// A file that was made; nil where none was.
    package subscript(file: StagedFile) -> StagedOutput? { files.withLock { $0[file] } }

    /// Removes a file that was made.
    package func remove(_ file: StagedFile) {
        files.withLock { $0[file] = nil }
        directory.remove(file)
    }
}

/// A file that a worker writes, as the run that made it holds it: open for writing and reading.
public final class StagedOutput: Sendable {
    private let file: OpenFile

    init(_ file: consuming OpenFile) {
        self.file = file
    }

    package var path: String { file.path }

    /// For handing it to a worker.
    var descriptor: Int32 { file.descriptor }

    /// The file's content as it is now. Final only after the end of the worker that writes it.
    ///
    /// - Throws: ``MediaError`` where it cannot be read, is no regular file, has a second name, or is longer
    ///   than a worker may write.
    package func hash(limits: WorkLimits, for medium: String) throws(MediaError) -> FileHash {
        do {
            let hash = try FileHash(of: file, isStopped: { false })
            guard hash.status.isRegular, try file.nameCount() == 1 else {
                throw MediaError(
                    .inputOutput, stage: .verify, file: medium,
                    message: "Another process has changed or removed the hidden files of this run. Try again."
                )
            }
            guard hash.status.bytes <= limits.fileBytes else {
                throw MediaError.storyTooLong(limits, stage: .verify, file: medium)
            }
            return hash
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .inputOutput, stage: .verify, file: medium,
                message: "The finished output cannot be read back (\(error)). Try again.")
        }
    }

    /// Whether the file has its one name.
    package var hasName: Bool { (try? file.nameCount()) == 1 }

    /// The same file, open for reading only.
    package func reading() throws(MediaError) -> InputFile {
        do {
            return try InputFile(try OpenFile(reading: file))
        } catch {
            throw MediaError(
                .inputOutput, stage: .verify, file: path,
                message: "The finished output cannot be read back (\(error)). Try again.")
        }
    }

    /// Waits until what was written is on the disk.
    package func synchronize() throws(SystemError) { try file.synchronize() }

    /// The first bytes of the file.
    package func head(_ count: Int) throws(SystemError) -> [UInt8] { try file.bytes(at: 0, count: count) }

    /// Whether it is the file that the system says this of.
    package func isSame(as status: FileStatus) throws(SystemError) -> Bool {
        try file.status().isSameFile(as: status)
    }

    func write(_ bytes: [UInt8]) throws(SystemError) { try file.write(bytes) }

    /// Writes another file's content into this one, which is empty.
    package func copy(_ other: borrowing OpenFile) throws(SystemError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset: Int64 = 0
        while true {
            let count = try other.read(into: &buffer, at: offset)
            if count == 0 { return }
            try write(Array(buffer[..<count]))
            offset += Int64(count)
        }
    }
}
