import Testing

@testable import WatchedFolder

@Suite struct MountTests {
    @Test("The type of a mount is read from the kernel's table, and decides whether to poll")
    func mounts() {
        let table = """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            31 27 8:1 /x /mnt/a\\040b rw,relatime shared:1 master:2 - fuse.sshfs host: rw
            """
        #expect(Mount.type(ofMount: 22, in: table) == "proc")
        #expect(Mount.type(ofMount: 31, in: table) == "fuse.sshfs")
        #expect(Mount.type(ofMount: 5, in: table) == nil)
        #expect(["nfs4", "cifs", "9p", "fuse.sshfs", "fuseblk"].allSatisfy(Mount.needsPolling))
        #expect(!["ext4", "xfs", "btrfs", "tmpfs", "overlay"].contains(where: Mount.needsPolling))
    }
}
