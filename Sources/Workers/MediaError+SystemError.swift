package import Files
internal import Probing
internal import Story
internal import SystemPackage

extension MediaError {
    /// The error for a failed call on an input.
    package init(reading error: SystemError, as file: String) {
        switch error.code {
        case .noSuchFileOrDirectory, .notDirectory:
            self.init(
                .inputMissing, stage: .open, file: file,
                message: "There is no such file. Check the name and the folder.")
        case .permissionDenied, .notPermitted:
            self.init(
                .inputUnreadable, stage: .open, file: file,
                message: "You cannot read it. Change its permissions or run as its owner.")
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            self.init(
                .inputOutput, stage: .open, file: file,
                message:
                    "This program, or the machine, has reached its limit of open files. Try again with fewer jobs at "
                    + "a time, or raise the limit (ulimit -n, fs.file-max).")
        default:
            self.init(
                .inputUnreadable, stage: .open, file: file,
                message: "It cannot be read: \(error.text). Try again, or copy it to another disk first.")
        }
    }

    /// The error for a failed call on an output.
    package init(writing error: SystemError, as file: String) {
        switch error.code {
        case .noSpace, .diskQuotaExceeded:
            self.init(
                .inputOutput, stage: .publish, file: file,
                message: "The disk is full. Free some space and try again.")
        case .noSuchFileOrDirectory, .notDirectory:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It is not a folder.", remedies: [.chooseOtherFolder])
        case .tooManySymbolicLinkLevels:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It is a symbolic link, which is not allowed there.",
                remedies: [.remove, .chooseOtherFolder])
        case .invalidArgument where error.call == "open":
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "That name is not valid.", remedies: [.chooseOtherName])
        case .permissionDenied, .notPermitted, .readOnlyFileSystem:
            self.init(
                .outputDenied, stage: .publish, file: file,
                message: "You cannot write there.", remedies: [.changePermissions, .chooseOtherFolder])
        case .fileExists:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It exists already.", remedies: [.allowOverwriting, .chooseOtherFolder])
        case .fileNameTooLong:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "The name is too long for the disk. Give the input a shorter one.")
        default:
            self.init(
                .inputOutput, stage: .publish, file: file,
                message: "It cannot be written (\(error.call): \(error.text)). Try again.")
        }
    }
}
