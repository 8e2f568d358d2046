internal import CFFmpeg

/// How this process uses the C library's memory.
public enum Allocator {
    /// Keeps to one heap for all threads; to be called before there are any.
    ///
    /// glibc gives every thread a heap of its own, to which the pictures that another thread frees do not
    /// come back: with a thread for each stage and more in the codecs that costs pages and page faults
    /// (measured: 4 MB and two thirds of the system time). What is allocated often here, frames and
    /// packets, comes from pools, so that threads hardly ever wait for the heap.
    ///
    /// Corresponds to `mallopt`; other C libraries are left as they are.
    public static func useOneHeap() {
        storymedia_use_one_heap()
    }
}
