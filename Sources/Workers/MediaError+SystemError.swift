package import Files
internal import Probing
internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension MediaError {
    /// The error for a failed call on an input.
    package init(reading error: SystemError, as file: String) {
        switch error.code {
        case ENOENT, ENOTDIR:
            self.init(
                .inputMissing, stage: .open, file: file,
                message: "There is no such file. Check the name and the folder.")
        case EACCES, EPERM:
            self.init(
                .inputUnreadable, stage: .open, file: file,
                message: "You cannot read it. Change its permissions or run as its owner.")
        case EMFILE, ENFILE:
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
        case ENOSPC, EDQUOT:
            self.init(
                .inputOutput, stage: .publish, file: file,
                message: "The disk is full. Free some space and try again.")
        case ENOENT, ENOTDIR:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It is not a folder.", remedies: [.chooseOtherFolder])
        case ELOOP:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It is a symbolic link, which is not allowed there.",
                remedies: [.remove, .chooseOtherFolder])
        case EINVAL where error.call == "open":
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "That name is not valid.", remedies: [.chooseOtherName])
        case EACCES, EPERM, EROFS:
            self.init(
                .outputDenied, stage: .publish, file: file,
                message: "You cannot write there.", remedies: [.changePermissions, .chooseOtherFolder])
        case EEXIST:
            self.init(
                .cannotCreateOutput, stage: .publish, file: file,
                message: "It exists already.", remedies: [.allowOverwriting, .chooseOtherFolder])
        case ENAMETOOLONG:
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
